package weftline.model;

/// Names one change that somebody asked for, so that its outcome can be asked for later.
public record OperationId(String value) implements Comparable<OperationId> {
  public OperationId {
    Names.check("operation", value);
  }

  @Override
  public int compareTo(OperationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
