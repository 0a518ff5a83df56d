package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Gives every public endpoint an address and a port: the one the definition names if it may be
/// had, else the next free one.
final class OpenDoors implements Step {
  private static final int PORT_MAX = 65_535;

  @Override
  public List<Event> plan(State state, Instant now) {
    List<Event> events = new ArrayList<>();
    State ahead = state;
    for (ServiceName name : state.indexes().doorless().toList()) {
      Service service = state.services().get(name).orElseThrow();
      for (Doors.Missing missing : Doors.missing(state, service)) {
        Optional<Event> opened = open(ahead, service, missing);
        ahead = opened.map(ahead::apply).orElse(ahead);
        opened.ifPresent(events::add);
      }
    }
    return events;
  }

  private static Optional<Event> open(State state, Service service, Doors.Missing missing) {
    int wanted = missing.endpoint().wantedPort();
    Optional<PublicPort> port =
        switch (state.settings().addresses()) {
          case PublicAddresses.Shared(var address, var firstPort) ->
              free(state, address, wanted < firstPort ? firstPort : wanted)
                  .or(() -> free(state, address, firstPort));
          case PublicAddresses.PerSlot _ ->
              own(state, service, missing.door().slot())
                  .or(() -> state.indexes().addresses().first())
                  .flatMap(address -> free(state, address, wanted));
        };
    return port.map(found -> new Event.DoorOpened(missing.door(), found));
  }

  /// The wanted port, or the next one above it that nobody has.
  private static Optional<PublicPort> free(State state, String address, int wanted) {
    for (int port = wanted; port <= PORT_MAX; port++) {
      PublicPort candidate = new PublicPort(address, port);
      if (!state.indexes().doors().containsKey(candidate)
          && !state.takenPorts().containsKey(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// The slot's own address, if it has any door already.
  private static Optional<String> own(State state, Service service, Slot slot) {
    List<String> found = new ArrayList<>();
    state
        .doors()
        .scan(
            new Door(service.name(), slot, ""),
            (door, port) -> {
              if (door.service().equals(service.name()) && door.slot() == slot) {
                found.add(port.address());
              }
              return false;
            });
    return found.stream().findFirst();
  }
}
