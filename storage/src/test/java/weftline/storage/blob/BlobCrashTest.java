package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real process on a real disk: what it has acknowledged survives its death, and large blobs pass
/// through little memory.
class BlobCrashTest {
  private static final int ROUNDS = 2;
  private static final int CLIENTS = 4;
  private static final int ACKNOWLEDGED = 30;
  private static final int[] SIZES = {1_000, 100_000, 400_000};
  private static final int HEAP_MEGABYTES = 48;
  private static final long LARGE = 96L * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedBlobSurvivesAKill() throws IOException, InterruptedException {
    Set<String> names = new HashSet<>();
    for (int round = 0; round <= ROUNDS; round++) {
      try (BlobProcess server = BlobProcess.start(folder, HEAP_MEGABYTES)) {
        assertThat(server.createContainer("box")).isEqualTo(round == 0 ? 201 : 409);
        checkAll(server, names);
        if (round < ROUNDS) {
          names.addAll(writeAndKill(server, round));
        }
      }
    }
  }

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

  private static void checkAll(BlobProcess server, Set<String> names)
      throws IOException, InterruptedException {
    for (String name : names) {
      assertThat(server.blob("box/" + name, HttpResponse.BodyHandlers.ofByteArray()).body())
          .isEqualTo(content(name));
    }
  }

  /// Several clients put blobs until enough have been acknowledged; the rest is cut off.
  private static Set<String> writeAndKill(BlobProcess server, int round)
      throws InterruptedException {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      String prefix = round + "-" + client + "-";
      clients.add(Thread.ofVirtual().start(() -> write(server, prefix, acknowledged)));
    }
    for (Thread client : clients) {
      client.join();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
    return acknowledged;
  }

  private static void write(BlobProcess server, String prefix, Set<String> acknowledged) {
    try {
      for (int number = 0; ; number++) {
        String name = prefix + number;
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofByteArray(content(name));
        if (server.putBlob("box/" + name, body) == 201) {
          acknowledged.add(name);
        }
        if (acknowledged.size() >= ACKNOWLEDGED) {
          server.kill();
        }
      }
    } catch (IOException _) {
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] content(String name) {
    Random random = new Random(name.hashCode());
    byte[] bytes = new byte[SIZES[random.nextInt(SIZES.length)]];
    random.nextBytes(bytes);
    return bytes;
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
