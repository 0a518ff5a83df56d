package weftline.model;

/// Names one deployment of a service for as long as it lives, whatever slot it stands in.
public record DeploymentId(String value) implements Comparable<DeploymentId> {
  public DeploymentId {
    Names.check("deployment", value);
  }

  @Override
  public int compareTo(DeploymentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
