package weftline.model;

/// Names one role instance. Its role-visible name is [#name()], as in classic cloud services.
public record InstanceId(DeploymentId deployment, String role, int index)
    implements Comparable<InstanceId> {
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
    int byDeployment = deployment.compareTo(other.deployment);
    if (byDeployment != 0) {
      return byDeployment;
    }
    int byRole = role.compareTo(other.role);
    return byRole != 0 ? byRole : Integer.compare(index, other.index);
  }

  @Override
  public String toString() {
    return deployment + "/" + name();
  }
}
