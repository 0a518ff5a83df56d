package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.net.BodyBuffers;

/// Whatever the memory and the place are like, the bytes get there; past the cache only where the
/// disk takes them.
class DirectFileTest {
  private static final int LENGTH = 100_000;

  @TempDir Path folder;

  @Test
  void writesWholeBlocks() throws IOException {
    assertThat(written(new BodyBuffers().take(), 0, 0)).isTrue();
  }

  @Test
  void writesMemoryThatBeginsAnywhere() throws IOException {
    assertThat(written(new BodyBuffers().take(), 100, 0)).isTrue();
  }

  @Test
  void writesToAnyPlace() throws IOException {
    assertThat(written(new BodyBuffers().take(), 0, 100)).isTrue();
  }

  @Test
  void writesMemoryOfTheHeap() throws IOException {
    assertThat(written(ByteBuffer.allocate(BodyBuffers.BYTES), 0, 0)).isTrue();
  }

  /// Writes from a place in memory to one in a new file, and says whether it can be read there.
  private boolean written(ByteBuffer memory, int from, int offset) throws IOException {
    for (int at = 0; at < LENGTH; at++) {
      memory.put(from + at, (byte) at);
    }
    memory.position(from).limit(from + LENGTH);
    ByteBuffer expected = memory.duplicate();
    try (ExtentFiles.ExtentFile file = new ExtentFolder(folder).create(1)) {
      int place = offset;
      while (memory.hasRemaining()) {
        place += file.write(memory, place);
      }
      file.sync();
    }
    byte[] content = Files.readAllBytes(new ExtentFolder(folder).file(1));
    return ByteBuffer.wrap(content, offset, LENGTH).equals(expected);
  }
}
