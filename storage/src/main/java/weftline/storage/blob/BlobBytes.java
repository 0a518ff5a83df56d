package weftline.storage.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/// Reads the bytes of a blob, checked, a chunk at a time.
record BlobBytes(ExtentStore extents, Layout layout) {
  /// Writes a range. Nothing it needs is deleted meanwhile.
  void write(Range range, OutputStream out) throws IOException {
    List<Chunk> chunks = layout.blocks().stream().flatMap(BlobBytes::chunks).toList();
    try (ExtentStore.Pins _ = extents.pin(chunks)) {
      long offset = 0;
      for (Block block : layout.blocks()) {
        long end = offset + block.content().length();
        if (end > range.first() && offset <= range.last()) {
          write(block.content(), offset, range, out);
        }
        offset = end;
      }
    }
  }

  private void write(Content content, long start, Range range, OutputStream out)
      throws IOException {
    switch (content) {
      case Content.Inline(byte[] bytes) -> writePart(bytes, start, range, out);
      case Content.Stored(List<Chunk> chunks) -> {
        long offset = start;
        for (Chunk chunk : chunks) {
          if (offset + chunk.length() > range.first() && offset <= range.last()) {
            writePart(extents.read(chunk), offset, range, out);
          }
          offset += chunk.length();
        }
      }
    }
  }

  private static void writePart(byte[] bytes, long start, Range range, OutputStream out)
      throws IOException {
    int from = (int) Math.max(0, range.first() - start);
    int to = (int) Math.min(bytes.length, range.last() + 1 - start);
    if (to > from) {
      out.write(bytes, from, to - from);
    }
  }

  private static Stream<Chunk> chunks(Block block) {
    return block.content() instanceof Content.Stored(List<Chunk> chunks)
        ? chunks.stream()
        : Stream.empty();
  }
}
