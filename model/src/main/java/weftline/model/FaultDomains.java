package weftline.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import weftline.model.Device.Kind;

/// Computes what fails together: two computers are in one fault domain if they stand in one rack
/// (or in one container without racks), if both have their only network cable from one device, or
/// their only power cable. A computer with two feeds or two switches depends on neither.
public final class FaultDomains {
  private final Inventory inventory;
  private final Map<String, Device> byName;

  /// For every device the one that stands for its group; see [#leader].
  private final Map<String, String> leaders = new HashMap<>();

  private FaultDomains(Inventory inventory) {
    this.inventory = inventory;
    this.byName = inventory.byName();
  }

  /// Where every computer is, in order of their names. A group keeps the number that most of its
  /// nodes had before, so that a new rack does not renumber the others.
  ///
  /// @param before the numbers of the fault domains so far
  public static List<Location> locate(Inventory inventory, Map<NodeId, Integer> before) {
    return new FaultDomains(inventory).locate(before);
  }

  private List<Location> locate(Map<NodeId, Integer> before) {
    join();
    SortedMap<String, List<Device>> groups = groups();
    Map<String, Integer> numbers = numbers(groups, before);
    SortedMap<String, Location> located = new TreeMap<>();
    groups.forEach((leader, computers) ->
        computers.forEach(computer ->
            located.put(computer.name(), location(computer, numbers.getOrDefault(leader, 0)))));
    return List.copyOf(located.values());
  }

  private void join() {
    Map<String, List<Cable>> ending = new HashMap<>();
    for (Cable cable : inventory.cables()) {
      ending.computeIfAbsent(cable.to(), _ -> new ArrayList<>()).add(cable);
    }
    for (Device device : inventory.devices()) {
      if (device.kind() == Kind.COMPUTER) {
        List<Cable> cables = ending.getOrDefault(device.name(), List.of());
        Inventory.around(byName, device, Kind.RACK)
            .or(() -> Inventory.around(byName, device, Kind.CONTAINER))
            .ifPresent(outer -> join(device.name(), outer.name()));
        onlyOne(cables, Cable.Kind.NETWORK).ifPresent(from -> join(device.name(), from));
        onlyOne(cables, Cable.Kind.POWER).ifPresent(from -> join(device.name(), from));
      }
    }
  }

  private static Optional<String> onlyOne(List<Cable> cables, Cable.Kind kind) {
    List<String> from =
        cables.stream().filter(cable -> cable.kind() == kind).map(Cable::from).distinct().toList();
    return from.size() == 1 ? Optional.of(from.getFirst()) : Optional.empty();
  }

  private void join(String one, String other) {
    leaders.put(leader(one), leader(other));
  }

  /// Follows the chain to its end, and shortens it.
  private String leader(String device) {
    String last = device;
    for (String next = leaders.getOrDefault(last, last);
        !next.equals(last);
        next = leaders.getOrDefault(last, last)) {
      leaders.put(last, leaders.getOrDefault(next, next));
      last = next;
    }
    return last;
  }

  /// The computers by what stands for their group: the first of them by name.
  private SortedMap<String, List<Device>> groups() {
    SortedMap<String, Device> sorted = new TreeMap<>();
    inventory.devices().stream()
        .filter(device -> device.kind() == Kind.COMPUTER)
        .forEach(device -> sorted.put(device.name(), device));
    Map<String, List<Device>> byLeader = new HashMap<>();
    sorted
        .values()
        .forEach(computer ->
            byLeader
                .computeIfAbsent(leader(computer.name()), _ -> new ArrayList<>())
                .add(computer));
    SortedMap<String, List<Device>> groups = new TreeMap<>();
    byLeader.values().forEach(group -> groups.put(group.getFirst().name(), group));
    return groups;
  }

  private static Map<String, Integer> numbers(
      SortedMap<String, List<Device>> groups, Map<NodeId, Integer> before) {
    Map<String, Integer> numbers = new HashMap<>();
    Set<Integer> taken = new HashSet<>();
    groups.forEach((leader, group) ->
        commonest(group, before)
            .filter(taken::add)
            .ifPresent(number -> numbers.put(leader, number)));
    int next = 0;
    for (String leader : groups.keySet()) {
      while (!numbers.containsKey(leader)) {
        if (taken.add(next)) {
          numbers.put(leader, next);
        }
        next++;
      }
    }
    return numbers;
  }

  private static Optional<Integer> commonest(List<Device> group, Map<NodeId, Integer> before) {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    for (Device computer : group) {
      Optional.ofNullable(before.get(new NodeId(computer.name())))
          .ifPresent(number -> counts.merge(number, 1, Integer::sum));
    }
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private Location location(Device device, int faultDomain) {
    Device.Computer computer = device.computer().orElseThrow();
    return new Location(
        new NodeId(device.name()),
        faultDomain,
        Inventory.around(byName, device, Kind.RACK).map(Device::name).orElse(""),
        Inventory.around(byName, device, Kind.CONTAINER).map(Device::name).orElse(""),
        computer.hardware(),
        computer.os(),
        computer.features());
  }
}
