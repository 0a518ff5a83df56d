package weftline.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weftline.model.Device.Kind;

/// The graph of devices and cables that the fabric is made of. What fails together is computed from
/// it: see [FaultDomains].
public record Inventory(List<Device> devices, List<Cable> cables) {
  public static final Inventory EMPTY = new Inventory(List.of(), List.of());

  public static final int DEVICES_MAX = 1_000_000;
  public static final int CABLES_MAX = 4_000_000;

  /// So many are told at once.
  public static final int MISTAKES_MAX = 20;

  /// A computer in a rack in a container in a container in …
  private static final int DEPTH_MAX = 8;

  public Inventory {
    devices = List.copyOf(devices);
    cables = List.copyOf(cables);
    if (devices.size() > DEVICES_MAX || cables.size() > CABLES_MAX) {
      throw new IllegalArgumentException(
          "an inventory has at most %,d devices and %,d cables".formatted(DEVICES_MAX, CABLES_MAX));
    }
    List<String> mistakes =
        Stream.of(eachAlone(devices), places(devices), ends(devices, cables))
            .flatMap(Function.identity())
            .limit(MISTAKES_MAX)
            .toList();
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
  }

  /// The devices by name.
  public Map<String, Device> byName() {
    return byName(devices);
  }

  /// The nearest of what a device stands in that is of a kind.
  static Optional<Device> around(Map<String, Device> byName, Device device, Kind kind) {
    Optional<Device> outer = device.within().flatMap(name -> found(byName, name));
    for (int depth = 0; depth < DEPTH_MAX && outer.isPresent(); depth++) {
      if (outer.get().kind() == kind) {
        return outer;
      }
      outer = outer.get().within().flatMap(name -> found(byName, name));
    }
    return Optional.empty();
  }

  private static Optional<Device> found(Map<String, Device> byName, String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static Map<String, Device> byName(List<Device> devices) {
    return devices.stream()
        .collect(Collectors.toMap(Device::name, Function.identity(), (first, _) -> first));
  }

  private static Stream<String> eachAlone(List<Device> devices) {
    Set<String> names = new HashSet<>();
    return devices.stream()
        .flatMap(device ->
            Stream.concat(
                names.add(device.name())
                    ? Stream.empty()
                    : Stream.of("device %s is listed twice".formatted(device.name())),
                isComputer(device)));
  }

  private static Stream<String> isComputer(Device device) {
    if (device.computer().isPresent() == (device.kind() == Kind.COMPUTER)) {
      return Stream.empty();
    }
    String wrong =
        device.kind() == Kind.COMPUTER ? "a computer without cores" : "no computer and has cores";
    return Stream.of("%s is %s".formatted(device.name(), wrong));
  }

  private static Stream<String> places(List<Device> devices) {
    Map<String, Device> byName = byName(devices);
    return devices.stream().flatMap(device -> place(byName, device).stream());
  }

  /// What is wrong with where a device stands.
  private static Optional<String> place(Map<String, Device> byName, Device device) {
    Optional<String> within = device.within();
    for (int depth = 0; within.isPresent(); depth++) {
      Optional<Device> outer = found(byName, within.get()).filter(each -> each.kind().holds());
      if (outer.isEmpty()) {
        return Optional.of(
            "device %s is within %s, which is no rack or container of this inventory"
                .formatted(device.name(), within.get()));
      }
      if (depth == DEPTH_MAX) {
        return Optional.of(
            "device %s is within more than %d others, or within itself"
                .formatted(device.name(), DEPTH_MAX));
      }
      within = outer.get().within();
    }
    return Optional.empty();
  }

  private static Stream<String> ends(List<Device> devices, List<Cable> cables) {
    Map<String, Device> byName = byName(devices);
    return cables.stream()
        .flatMap(cable ->
            Stream.of(cable.from(), cable.to())
                .filter(end -> !byName.containsKey(end))
                .map(end ->
                    "a cable from %s to %s ends at %s, which is not listed"
                        .formatted(cable.from(), cable.to(), end)));
  }
}
