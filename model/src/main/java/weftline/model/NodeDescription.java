package weftline.model;

/// What a node says of itself when it joins: where it can be reached, what fails together with it,
/// how much it has, and from which ports its instances may be given theirs.
public record NodeDescription(
    NodeId id, String address, int faultDomain, Capacity capacity, PortRange ports) {}
