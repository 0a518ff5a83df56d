package weftline.app;

import weftline.model.PortRange;

/// Every port of a development fabric, all shifted alike, so that several can run side by side.
record DevPorts(int offset) {
  static final int OFFSET_MAX = 20_000;
  static final int NODES_MAX = 50;

  private static final int INSTANCE_PORTS_FROM = 20_000;
  private static final int INSTANCE_PORTS_PER_NODE = 200;
  private static final int ADDRESSES_PER_BLOCK = 250;

  DevPorts {
    if (offset < 0 || offset > OFFSET_MAX) {
      throw new IllegalArgumentException(
          "The port offset must be between 0 and %d.".formatted(OFFSET_MAX));
    }
  }

  int management() {
    return 7_400 + offset;
  }

  int blob() {
    return 10_000 + offset;
  }

  int queue() {
    return 10_001 + offset;
  }

  int table() {
    return 10_002 + offset;
  }

  /// The first public port of a service.
  int firstPublic() {
    return 8_080 + offset;
  }

  /// @param number counts from 1
  PortRange ofNode(int number) {
    int from = INSTANCE_PORTS_FROM + offset + (number - 1) * INSTANCE_PORTS_PER_NODE;
    return new PortRange(from, from + INSTANCE_PORTS_PER_NODE - 1);
  }

  /// A loopback address of the node's own where the system has more than one, which is Linux.
  String addressOfNode(int number, boolean linux) {
    return linux
        ? "127.%d.%d.%d"
            .formatted(offset / ADDRESSES_PER_BLOCK, 1 + offset % ADDRESSES_PER_BLOCK, number)
        : "127.0.0.1";
  }
}
