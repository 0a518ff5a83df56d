package weftline.model;

import java.util.Comparator;

/// Names one role instance. Its role-visible name is [#name()], as in classic cloud services.
public record InstanceId(DeploymentId deployment, String role, int index)
    implements Comparable<InstanceId> {
  private static final Comparator<InstanceId> ORDER =
      Comparator.comparing(InstanceId::deployment)
          .thenComparing(InstanceId::role)
          .thenComparingInt(InstanceId::index);

  public InstanceId {
    Names.check("role", role);
    if (index < 0) {
      throw new IllegalArgumentException("instance index " + index + " is below 0");
    }
  }

  /// For example `web_IN_0`.
  public String name() {
    return role + "_IN_" + index;
  }

  @Override
  public int compareTo(InstanceId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return deployment + "/" + name();
  }
}
