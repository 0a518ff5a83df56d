package weftline.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import weftline.model.Cable;
import weftline.model.Device;
import weftline.model.FaultDomains;
import weftline.model.Inventory;
import weftline.model.Location;
import weftline.model.NodeId;

/// Takes an inventory in: what it means for every node is decided here, once, and logged in parts.
final class Imports {
  /// How many devices, cables and locations stand in one event.
  static final int PART = 1_000;

  private Imports() {}

  static Decision of(State state, Command.ImportInventory command) {
    Inventory inventory = command.inventory();
    if (same(state.listing(), inventory)) {
      return Decision.accept();
    }
    List<Location> locations = FaultDomains.locate(inventory, numbers(state));
    List<Event> events = new ArrayList<>();
    events.add(new Event.InventoryCleared(command.by()));
    int longest =
        Math.max(locations.size(), Math.max(inventory.devices().size(), inventory.cables().size()));
    for (int from = 0; from < longest; from += PART) {
      events.add(
          new Event.InventoryTaken(
              part(inventory.devices(), from),
              part(inventory.cables(), from),
              part(locations, from)));
    }
    events.addAll(forgotten(state, command, locations));
    return new Decision.Accepted(events);
  }

  /// Lost nodes that were listed and are not any more.
  private static List<Event> forgotten(
      State state, Command.ImportInventory command, List<Location> locations) {
    Set<NodeId> listed = new HashSet<>();
    locations.forEach(location -> listed.add(location.node()));
    return state.listing().locations().keys().stream()
        .filter(id -> !listed.contains(id))
        .filter(id -> state.nodes().get(id).filter(Node::isLost).isPresent())
        .<Event>map(id -> new Event.NodeRemoved(id, command.by()))
        .toList();
  }

  private static <T> List<T> part(List<T> all, int from) {
    return all.subList(Math.min(from, all.size()), Math.min(from + PART, all.size()));
  }

  private static boolean same(Listing listing, Inventory inventory) {
    Set<Cable> cables = new TreeSet<>(inventory.cables());
    Map<String, Device> devices = inventory.byName();
    return listing.devices().size() == devices.size()
        && listing.cables().size() == cables.size()
        && listing.devices().values().stream()
            .allMatch(device -> device.equals(devices.get(device.name())))
        && cables.stream().allMatch(listing.cables()::contains);
  }

  /// The fault domain that every node is in so far, listed or not.
  private static Map<NodeId, Integer> numbers(State state) {
    Map<NodeId, Integer> numbers = new HashMap<>();
    state.listing().locations().forEach((id, location) -> numbers.put(id, location.faultDomain()));
    state.nodes().forEach((id, node) -> numbers.put(id, node.faultDomain()));
    return numbers;
  }
}
