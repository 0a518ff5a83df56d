package weftline.core;

import java.util.Arrays;
import java.util.List;
import weftline.model.InstanceId;

/// Who lives on one node, in order. They are few: one row that is copied is quicker than a tree,
/// and there are hundreds of thousands of them.
final class Residents {
  static final Residents NOBODY = new Residents(new InstanceId[0]);

  private final InstanceId[] sorted;

  private Residents(InstanceId[] sorted) {
    this.sorted = sorted;
  }

  int size() {
    return sorted.length;
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }

  List<InstanceId> toList() {
    return List.of(sorted);
  }

  Residents with(InstanceId instance) {
    int at = Arrays.binarySearch(sorted, instance);
    if (at >= 0) {
      return this;
    }
    InstanceId[] more = Arrays.copyOf(sorted, sorted.length + 1);
    System.arraycopy(sorted, -at - 1, more, -at, sorted.length + at + 1);
    more[-at - 1] = instance;
    return new Residents(more);
  }

  Residents without(InstanceId instance) {
    int at = Arrays.binarySearch(sorted, instance);
    if (at < 0) {
      return this;
    }
    InstanceId[] fewer = Arrays.copyOf(sorted, sorted.length - 1);
    System.arraycopy(sorted, at + 1, fewer, at, fewer.length - at);
    return new Residents(fewer);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Residents residents && Arrays.equals(sorted, residents.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
