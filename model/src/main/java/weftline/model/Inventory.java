package weftline.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import weftline.model.Device.Kind;

/// The graph of devices and cables that the fabric is made of. What fails together is computed from
/// it: see [FaultDomains].
public record Inventory(List<Device> devices, List<Cable> cables) {
  public static final Inventory EMPTY = new Inventory(List.of(), List.of());

  public static final int DEVICES_MAX = 1_000_000;
  public static final int CABLES_MAX = 4_000_000;

  /// A computer in a rack in a container in a container in …
  private static final int DEPTH_MAX = 8;

  public Inventory {
    devices = List.copyOf(devices);
    cables = List.copyOf(cables);
    if (devices.size() > DEVICES_MAX || cables.size() > CABLES_MAX) {
      throw new IllegalArgumentException(
          "an inventory has at most %,d devices and %,d cables".formatted(DEVICES_MAX, CABLES_MAX));
    }
    checkEach(devices);
    checkPlaces(devices);
    checkCables(devices, cables);
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
    return devices.stream().collect(Collectors.toMap(Device::name, Function.identity()));
  }

  private static void checkEach(List<Device> devices) {
    Set<String> names = new HashSet<>();
    for (Device device : devices) {
      if (!names.add(device.name())) {
        throw new IllegalArgumentException("device %s is listed twice".formatted(device.name()));
      }
      if (device.computer().isPresent() != (device.kind() == Kind.COMPUTER)) {
        throw new IllegalArgumentException(
            "%s is %s"
                .formatted(
                    device.name(),
                    device.kind() == Kind.COMPUTER
                        ? "a computer without cores"
                        : "no computer and has cores"));
      }
    }
  }

  private static void checkPlaces(List<Device> devices) {
    Map<String, Device> byName = byName(devices);
    for (Device device : devices) {
      Optional<String> within = device.within();
      for (int depth = 0; within.isPresent(); depth++) {
        String name = within.get();
        Device outer =
            found(byName, name)
                .filter(each -> each.kind().holds())
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "device %s is within %s, which is no rack or container of this inventory"
                            .formatted(device.name(), name)));
        if (depth == DEPTH_MAX) {
          throw new IllegalArgumentException(
              "device %s is within more than %d others, or within itself"
                  .formatted(device.name(), DEPTH_MAX));
        }
        within = outer.within();
      }
    }
  }

  private static void checkCables(List<Device> devices, List<Cable> cables) {
    Map<String, Device> byName = byName(devices);
    for (Cable cable : cables) {
      for (String end : List.of(cable.from(), cable.to())) {
        if (!byName.containsKey(end)) {
          throw new IllegalArgumentException(
              "a cable from %s to %s ends at %s, which is not listed"
                  .formatted(cable.from(), cable.to(), end));
        }
      }
    }
  }
}
