package weftline.model;

/// Names one balancer.
public record BalancerId(String value) implements Comparable<BalancerId> {
  public BalancerId {
    Names.check("balancer", value);
  }

  @Override
  public int compareTo(BalancerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
