package weftline.core;

/// Where the last sibling of a role went, so that the search for the next one begins behind it and
/// not with all the fault domains that have siblings already.
record Trail(NodeClass kind, Room room) {
  /// @param tenancy the node before the sibling came
  static Trail to(Tenancy tenancy) {
    return new Trail(NodeClass.of(tenancy.node()), Room.of(tenancy));
  }
}
