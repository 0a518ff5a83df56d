package weftline.sim.chicago;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import weftline.model.Cable;
import weftline.model.Capacity;
import weftline.model.Device;
import weftline.model.Inventory;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;

/// Where everything stands: up to 180 containers of up to fifty racks, racks of forty nodes with a
/// switch and a power unit each, and power feeds for a twentieth of it each.
record DataCentre(int nodes) {
  /// Enough for the largest size that was recorded, which takes all cores and 112 GiB.
  static final Capacity NODE = new Capacity(16_000, 131_072, 4_096_000);

  private static final int NODES_PER_RACK = 40;
  private static final int CONTAINERS = 180;
  private static final int FEEDS = 20;
  private static final PortRange PORTS = new PortRange(20_000, 29_999);

  DataCentre {
    if (nodes < 1) {
      throw new IllegalArgumentException("no data centre without nodes: " + nodes);
    }
  }

  int containers() {
    return share(nodes, nodesPerContainer());
  }

  /// Whole racks; a small data centre has small containers.
  int nodesPerContainer() {
    return share(share(nodes, CONTAINERS), NODES_PER_RACK) * NODES_PER_RACK;
  }

  int racks() {
    return share(nodes, NODES_PER_RACK);
  }

  int feeds() {
    return share(containers(), containersPerFeed());
  }

  int feedOf(int container) {
    return container / containersPerFeed();
  }

  private int containersPerFeed() {
    return share(containers(), FEEDS);
  }

  long milliCores() {
    return (long) nodes * NODE.milliCores();
  }

  static NodeId node(int number) {
    return new NodeId("node-%06d".formatted(number));
  }

  static int number(NodeId node) {
    return Integer.parseInt(node.value().substring("node-".length()));
  }

  int containerOf(int node) {
    return node / nodesPerContainer();
  }

  List<NodeId> nodesIn(int container) {
    return range(container * nodesPerContainer(), (container + 1) * nodesPerContainer());
  }

  List<NodeId> nodesBehind(int feed) {
    int each = nodesPerContainer() * containersPerFeed();
    return range(feed * each, (feed + 1) * each);
  }

  /// A quarter of everything, or a little more: what one router connects.
  List<NodeId> nodesBehindRouter() {
    return range(0, share(containers(), 4) * nodesPerContainer());
  }

  NodeDescription description(int number) {
    String address = "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
    return new NodeDescription(node(number), address, number / NODES_PER_RACK, NODE, PORTS);
  }

  /// All of it as a graph, from which the fabric computes the fault domains.
  Inventory inventory() {
    List<Device> devices = new ArrayList<>();
    List<Cable> cables = new ArrayList<>();
    IntStream.range(0, feeds())
        .forEach(feed -> devices.add(thing("feed-%02d".formatted(feed), Device.Kind.POWER)));
    IntStream.range(0, containers())
        .forEach(number -> devices.add(thing(container(number), Device.Kind.CONTAINER)));
    IntStream.range(0, racks()).forEach(rack -> addRack(rack, devices, cables));
    IntStream.range(0, nodes).forEach(node -> addNode(node, devices, cables));
    return new Inventory(devices, cables);
  }

  private void addRack(int rack, List<Device> devices, List<Cable> cables) {
    int container = containerOf(rack * NODES_PER_RACK);
    String name = rack(rack);
    Optional<String> within = Optional.of(container(container));
    devices.add(new Device(name, Device.Kind.RACK, within, Optional.empty()));
    devices.add(new Device("switch-of-" + name, Device.Kind.SWITCH, within, Optional.empty()));
    devices.add(new Device("power-of-" + name, Device.Kind.POWER, within, Optional.empty()));
    String feed = "feed-%02d".formatted(container / containersPerFeed());
    cables.add(new Cable(Cable.Kind.POWER, feed, "power-of-" + name));
  }

  private static void addNode(int number, List<Device> devices, List<Cable> cables) {
    String rack = rack(number / NODES_PER_RACK);
    String name = node(number).value();
    devices.add(
        new Device(
            name,
            Device.Kind.COMPUTER,
            Optional.of(rack),
            Optional.of(new Device.Computer(NODE, "gen-1", "linux", List.of()))));
    cables.add(new Cable(Cable.Kind.NETWORK, "switch-of-" + rack, name));
    cables.add(new Cable(Cable.Kind.POWER, "power-of-" + rack, name));
  }

  private List<NodeId> range(int from, int to) {
    return IntStream.range(Math.min(from, nodes), Math.min(to, nodes))
        .mapToObj(DataCentre::node)
        .toList();
  }

  private static Device thing(String name, Device.Kind kind) {
    return new Device(name, kind, Optional.empty(), Optional.empty());
  }

  private static String container(int number) {
    return "container-%03d".formatted(number);
  }

  private static String rack(int number) {
    return "rack-%05d".formatted(number);
  }

  private static int share(int all, int each) {
    return (all + each - 1) / each;
  }
}
