package weftline.storage.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.kv.KeyValueStore;
import weftline.kv.StoreException;
import weftline.net.Response;

/// The bytes of one state of a blob, read as they are wanted: a range costs what it holds, not what
/// the blob holds.
record BlobBytes(
    KeyValueStore store, ExtentStore extents, Readers readers, BlobId blob, Source source) {
  private static final int BATCH_PIECES_MAX = 256;
  private static final int BATCH_CHUNKS_MAX = 4_096;
  private static final byte[] ZEROS = new byte[64 * 1024];

  /// What to read.
  ///
  /// @param known the pieces, if they have been read already
  record Source(BlobBody body, List<Piece.Placed> known) {
    /// The bytes of a small blob, which need no reading.
    Optional<byte[]> inline() {
      return known.size() == 1
              && known.getFirst().piece().content() instanceof Content.Inline(byte[] bytes)
              && bytes.length == body.length()
          ? Optional.of(bytes)
          : Optional.empty();
    }
  }

  /// Reads what must be read together with the blob's row, and leaves the rest for later.
  static Source source(KeyValueStore.Snapshot snapshot, BlobId blob, BlobBody body) {
    LayoutRef layout = body.layout();
    return switch (layout.form()) {
      case NONE, MANY -> new Source(body, List.of());
      case INLINE -> {
        Content content = new Content.Inline(row(snapshot, blob, layout));
        yield new Source(body, List.of(new Piece.Placed(0, Piece.of(content))));
      }
      case SINGLE -> new Source(body, List.of(single(snapshot, blob, body)));
    };
  }

  /// Writes a range. Nothing it needs is deleted meanwhile.
  void write(Range range, OutputStream out) throws IOException {
    Sink sink = new Sink(range, out);
    LayoutRef layout = source.body().layout();
    if (layout.form() == LayoutRef.Form.MANY) {
      try (Readers.Reading _ = readers.read(blob, layout.id())) {
        writeMany(sink);
      }
    } else {
      try (ExtentStore.Pins _ = extents.pin(chunks(source.known()))) {
        writeAll(source.known(), sink);
      }
    }
    if (!sink.isFull()) {
      fill(sink, range.last() + 1);
    }
  }

  private void writeMany(Sink sink) throws IOException {
    boolean more = true;
    while (more && !sink.isFull()) {
      List<Piece.Placed> batch;
      ExtentStore.Pins pins;
      try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
        batch = batch(snapshot, sink);
        pins = extents.pin(chunks(batch));
      }
      try (pins) {
        writeAll(batch, sink);
      }
      more = !batch.isEmpty();
    }
  }

  private List<Piece.Placed> batch(KeyValueStore.Snapshot snapshot, Sink sink) {
    List<Piece.Placed> batch = new ArrayList<>();
    int chunks = 0;
    long id = source.body().layout().id();
    try (PieceScan scan = PieceScan.of(snapshot, blob, id, sink.at)) {
      while (batch.size() < BATCH_PIECES_MAX
          && chunks < BATCH_CHUNKS_MAX
          && scan.next()
          && scan.placed().start() <= sink.range.last()) {
        batch.add(scan.placed());
        chunks += chunksOf(scan.placed().piece()).size();
      }
    }
    return batch;
  }

  private void writeAll(List<Piece.Placed> pieces, Sink sink) throws IOException {
    for (Piece.Placed placed : pieces) {
      if (placed.end() > sink.at && !sink.isFull()) {
        if (placed.start() > sink.at) {
          fill(sink, placed.start());
        }
        write(placed, sink);
      }
    }
  }

  private void write(Piece.Placed placed, Sink sink) throws IOException {
    long origin = placed.start() - placed.piece().skip();
    switch (placed.piece().content()) {
      case Content.Inline(byte[] bytes) -> sink.write(bytes, origin, placed.end());
      case Content.Stored(List<Chunk> chunks) -> {
        long start = origin;
        for (Chunk chunk : chunks) {
          long end = start + chunk.length();
          if (end > sink.at && start < placed.end() && !sink.isFull()) {
            sink.write(extents, chunk, start, placed.end());
          }
          start = end;
        }
      }
    }
  }

  /// Only page blobs have holes; elsewhere a missing piece is damage, not zeros.
  private void fill(Sink sink, long end) throws IOException {
    if (source.body().kind() != BlobKind.PAGE) {
      throw new StoreException("a piece is missing at " + sink.at + " of " + blob);
    }
    sink.fill(end);
  }

  private static byte[] row(KeyValueStore.Snapshot snapshot, BlobId blob, LayoutRef layout) {
    return snapshot
        .get(BlobKeys.inline(blob, layout.id()))
        .orElseThrow(() -> new StoreException("the bytes are missing of " + blob));
  }

  private static Piece.Placed single(KeyValueStore.Snapshot snapshot, BlobId blob, BlobBody body) {
    return snapshot
        .get(BlobKeys.piece(blob, body.layout().id(), body.length()))
        .map(row -> new Piece.Placed(0, Piece.read(row)))
        .orElseThrow(() -> new StoreException("the only piece is missing of " + blob));
  }

  static List<Chunk> chunks(List<Piece.Placed> pieces) {
    return pieces.stream().flatMap(placed -> chunksOf(placed.piece()).stream()).toList();
  }

  private static List<Chunk> chunksOf(Piece piece) {
    return switch (piece.content()) {
      case Content.Inline _ -> List.of();
      case Content.Stored(List<Chunk> chunks) -> chunks;
    };
  }

  /// Where the bytes go: knows how far a range has been written.
  private static final class Sink {
    private final Range range;
    private final OutputStream out;
    private long at;

    Sink(Range range, OutputStream out) {
      this.range = range;
      this.out = out;
      this.at = range.first();
    }

    boolean isFull() {
      return at > range.last();
    }

    /// Takes what is still wanted from bytes that begin at `start`, and count until `end`.
    void write(byte[] bytes, long start, long end) throws IOException {
      long to = wanted(start + bytes.length, end);
      if (to > at) {
        out.write(bytes, (int) (at - start), (int) (to - at));
        at = to;
      }
    }

    /// The same of a chunk, which is read and checked whole.
    void write(ExtentStore extents, Chunk chunk, long start, long end) throws IOException {
      long to = wanted(start + chunk.length(), end);
      if (to > at) {
        int first = (int) (at - start);
        int last = (int) (to - start);
        Response.send(out, memory -> extents.read(chunk, memory).limit(last).position(first));
        at = to;
      }
    }

    private long wanted(long contentEnd, long end) {
      return Math.min(Math.min(contentEnd, end), range.last() + 1);
    }

    void fill(long end) throws IOException {
      long to = Math.min(end, range.last() + 1);
      while (at < to) {
        int count = (int) Math.min(ZEROS.length, to - at);
        out.write(ZEROS, 0, count);
        at += count;
      }
    }
  }
}
