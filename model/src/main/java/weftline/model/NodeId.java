package weftline.model;

/// Names one machine of the fabric.
public record NodeId(String value) implements Comparable<NodeId> {
  public NodeId {
    Names.check("node", value);
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
