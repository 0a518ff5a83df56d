package weftline.storage.blob;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// Where some bytes of a blob are.
sealed interface Content {
  long length();

  /// In the row itself.
  record Inline(byte[] bytes) implements Content {
    @Override
    public long length() {
      return bytes.length;
    }
  }

  /// In extents.
  record Stored(List<Chunk> chunks) implements Content {
    public Stored {
      chunks = List.copyOf(chunks);
    }

    @Override
    public long length() {
      return chunks.stream().mapToLong(Chunk::length).sum();
    }
  }

  /// Whether both are in the same place, or the same where they are in rows.
  default boolean isSameAs(Content other) {
    return switch (this) {
      case Inline(byte[] bytes) ->
          other instanceof Inline(byte[] others) && Arrays.equals(bytes, others);
      case Stored stored -> stored.equals(other);
    };
  }

  static Content read(RowReader row) {
    if (row.flag()) {
      return new Inline(row.bytes());
    }
    int count = row.smallNumber();
    List<Chunk> chunks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chunks.add(Chunk.read(row));
    }
    return new Stored(chunks);
  }

  default void write(RowWriter row) {
    switch (this) {
      case Inline(byte[] bytes) -> row.flag(true).bytes(bytes);
      case Stored(List<Chunk> chunks) -> {
        row.flag(false).number(chunks.size());
        chunks.forEach(chunk -> chunk.write(row));
      }
    }
  }
}
