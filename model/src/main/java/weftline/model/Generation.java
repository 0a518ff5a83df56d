package weftline.model;

/// Orders goals: an older goal never replaces a newer one.
public record Generation(long value) implements Comparable<Generation> {
  public static final Generation ZERO = new Generation(0);

  public Generation {
    if (value < 0) {
      throw new IllegalArgumentException("generation " + value + " is below 0");
    }
  }

  public Generation next() {
    return new Generation(value + 1);
  }

  public boolean isAfter(Generation other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Generation other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "g" + value;
  }
}
