package weftline.storage.table;

import weftline.storage.StorageException;

/// A transaction was refused because of one of its changes.
final class BatchRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int index;
  private final transient StorageException refusal;

  private BatchRefusedException(int index, StorageException refusal) {
    super(index + ":" + refusal.getMessage(), refusal, false, false);
    this.index = index;
    this.refusal = refusal;
  }

  /// @param index of the change, from 0
  static BatchRefusedException of(int index, StorageException refusal) {
    return new BatchRefusedException(index, refusal);
  }

  int index() {
    return index;
  }

  StorageException refusal() {
    return refusal;
  }
}
