package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a real process, large blobs pass through little memory.
class BlobMemoryTest {
  private static final int HEAP_MEGABYTES = 48;
  private static final long LARGE = 96L * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void largeBlobsPassThroughLittleMemory() throws IOException, InterruptedException {
    try (BlobProcess server = BlobProcess.start(folder, HEAP_MEGABYTES)) {
      server.createContainer("box");
      HttpRequest.BodyPublisher body =
          HttpRequest.BodyPublishers.fromPublisher(
              HttpRequest.BodyPublishers.ofInputStream(() -> new Pattern(LARGE)), LARGE);

      assertThat(server.putBlob("box/large", body)).isEqualTo(201);

      try (InputStream download =
          server.blob("box/large", HttpResponse.BodyHandlers.ofInputStream()).body()) {
        assertThat(checksum(download)).isEqualTo(checksum(new Pattern(LARGE)));
      }
    }
  }

  private static long checksum(InputStream in) throws IOException {
    CheckedInputStream checked = new CheckedInputStream(in, new CRC32C());
    checked.transferTo(OutputStream.nullOutputStream());
    return checked.getChecksum().getValue();
  }

  /// Bytes that cost nothing to keep.
  private static final class Pattern extends InputStream {
    private final long length;
    private long at;

    Pattern(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return at == length ? -1 : (int) ((at++ * 31) >>> 3) & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
      if (at == length) {
        return -1;
      }
      int read = (int) Math.min(count, length - at);
      for (int i = 0; i < read; i++) {
        bytes[offset + i] = (byte) ((at++ * 31) >>> 3);
      }
      return read;
    }
  }
}
