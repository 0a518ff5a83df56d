package weftline.controller.api;

import weftline.core.Containers;
import weftline.core.Withdrawal;

/// A container as the management API shows it.
///
/// @param state `in use` or `out`
/// @param offline how many of its nodes wait for their test
/// @param reason why it is out; empty if it is not
public record ContainerView(
    String name, String state, int nodes, int faulty, int offline, String reason) {
  static ContainerView of(Containers.Summary container) {
    boolean out = container.isOut();
    return new ContainerView(
        container.name(),
        out ? "out" : "in use",
        container.nodes(),
        container.faulty(),
        container.offline(),
        container.withdrawal().filter(_ -> out).map(Withdrawal::reason).orElse(""));
  }
}
