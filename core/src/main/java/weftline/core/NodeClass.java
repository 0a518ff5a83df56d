package weftline.core;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import weftline.model.Location;
import weftline.model.ServicePolicy.RolePolicy;

/// Nodes that are alike: what suits a role on one of them suits it on all.
record NodeClass(String hardware, String os, List<String> features)
    implements Comparable<NodeClass> {
  private static final NodeClass UNLISTED = new NodeClass("", "", List.of());

  private static final Comparator<NodeClass> ORDER =
      Comparator.comparing(NodeClass::hardware)
          .thenComparing(NodeClass::os)
          .thenComparing(kind -> String.join(" ", kind.features()));

  NodeClass {
    features = List.copyOf(features);
  }

  static NodeClass of(Node node) {
    return node.location().map(NodeClass::of).orElse(UNLISTED);
  }

  private static NodeClass of(Location location) {
    return new NodeClass(location.hardware(), location.os(), location.features());
  }

  boolean suits(RolePolicy policy) {
    return policy.os().filter(wanted -> !wanted.equals(os)).isEmpty()
        && (policy.features().isEmpty() || new HashSet<>(features).containsAll(policy.features()));
  }

  /// What people call these nodes.
  String describe() {
    String name = hardware.isEmpty() ? "unlisted" : hardware;
    return features.isEmpty() ? name : name + " with " + String.join(", ", features);
  }

  @Override
  public int compareTo(NodeClass other) {
    return equals(other) ? 0 : ORDER.compare(this, other);
  }
}
