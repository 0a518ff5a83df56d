package weftline.kv.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine code is unpacked once, and again when the file is not what it was.
class NativeLibraryTest {
  @TempDir Path folder;

  @Test
  void knowsWhatItHasUnpacked() throws IOException {
    Path unpacked = folder.resolve("library");
    assertThat(isUnpacked(unpacked)).isFalse();
    try (InputStream in = NativeLibrary.packed().getInputStream()) {
      Files.copy(in, unpacked);
    }
    assertThat(isUnpacked(unpacked)).isTrue();

    byte[] damaged = Files.readAllBytes(unpacked);
    damaged[damaged.length / 2]++;
    Files.write(unpacked, damaged);
    assertThat(isUnpacked(unpacked)).isFalse();
  }

  private static boolean isUnpacked(Path unpacked) throws IOException {
    return NativeLibrary.isUnpacked(NativeLibrary.packed(), unpacked);
  }
}
