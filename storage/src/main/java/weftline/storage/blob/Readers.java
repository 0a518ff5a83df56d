package weftline.storage.blob;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import weftline.kv.Key;

/// Who reads which layout just now, piece by piece. Rows of theirs that nobody names any more stay
/// until they are done.
final class Readers {
  private final Map<Key, Integer> layouts = new ConcurrentHashMap<>();

  Reading read(BlobId blob, long layout) {
    Key pieces = BlobKeys.pieces(blob, layout);
    layouts.merge(pieces, 1, Integer::sum);
    return new Reading(pieces);
  }

  /// Whether anybody reads a layout whose pieces have keys that start so.
  boolean isReading(Key prefix) {
    return !layouts.isEmpty() && layouts.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  /// One reader, until it is closed.
  final class Reading implements AutoCloseable {
    private final Key pieces;

    private Reading(Key pieces) {
      this.pieces = pieces;
    }

    @Override
    public void close() {
      layouts.computeIfPresent(pieces, (_, count) -> count == 1 ? null : count - 1);
    }
  }
}
