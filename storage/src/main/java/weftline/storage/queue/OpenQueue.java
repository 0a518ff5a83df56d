package weftline.storage.queue;

import weftline.kv.Key;
import weftline.kv.Transactions.Transaction;

/// A queue as a request has found it. What the request changes is checked against it again, for the
/// queue may be deleted or cleared meanwhile.
record OpenQueue(Key key, long generation) {
  void check(Transaction transaction) {
    boolean same =
        transaction
            .get(key)
            .map(QueueRow::read)
            .filter(row -> row.generation() == generation)
            .isPresent();
    if (!same) {
      throw new GenerationEndedException(generation);
    }
  }
}
