package weftline.model;

import java.util.Optional;

/// The node that reports for those that fail together with it.
///
/// @param address where it takes in their reports, as `host:port`; empty until it does
public record Aggregator(NodeId node, Optional<String> address) {}
