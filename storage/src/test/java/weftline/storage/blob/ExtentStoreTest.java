package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.DiskFullException;
import weftline.kv.StoreException;

/// Extents keep what they are given, notice damage, and go when nobody needs them.
class ExtentStoreTest {
  private static final long EXTENT_MAX = 10;

  @TempDir Path folder;

  @Test
  void readsWhatItWrites() throws IOException {
    try (ExtentStore store = open();
        ExtentStore.Writer writer = store.writer()) {
      Chunk first = writer.append(new byte[] {1, 2, 3, 9}, 3);
      Chunk second = writer.append(new byte[] {4, 5}, 2);
      writer.sync().toCompletableFuture().join();

      assertThat(store.read(first)).containsExactly(1, 2, 3);
      assertThat(store.read(second)).containsExactly(4, 5);
    }
  }

  @Test
  void findsEverythingAgain() throws IOException {
    Chunk chunk;
    try (ExtentStore store = open()) {
      chunk = append(store, 6);
    }
    try (ExtentStore store = open()) {
      Chunk later = append(store, 1);

      assertThat(store.read(chunk)).hasSize(6);
      assertThat(later.extent()).isGreaterThan(chunk.extent());
    }
  }

  @Test
  void beginsAnotherExtentWhenOneIsFull() throws IOException {
    try (ExtentStore store = open()) {
      assertThat(append(store, 6).extent()).isEqualTo(append(store, 4).extent());
      assertThat(append(store, 1).extent()).isEqualTo(2);
      assertThat(append(store, 50).extent()).isEqualTo(3);
    }
  }

  @Test
  void readsIntoMemoryThatIsThere() throws IOException {
    try (ExtentStore store = open()) {
      Chunk chunk = append(store, 6);

      ByteBuffer read = store.read(chunk, store.buffers().take());

      assertThat(read.position()).isZero();
      assertThat(read.limit()).isEqualTo(6);
    }
  }

  @Test
  void noticesDamage() throws IOException {
    try (ExtentStore store = open()) {
      Chunk chunk = append(store, 6);
      Path file = files().getFirst();
      byte[] bytes = Files.readAllBytes(file);
      bytes[3] ^= 1;
      Files.write(file, bytes);

      assertThatThrownBy(() -> store.read(chunk))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void noticesThatTheEndIsMissing() throws IOException {
    try (ExtentStore store = open()) {
      Chunk chunk = append(store, 6);
      Files.write(files().getFirst(), new byte[2]);

      assertThatThrownBy(() -> store.read(chunk)).hasMessageContaining("ends at 2");
    }
  }

  @Test
  void deletesWhatNothingRefersToTwiceInARow() throws IOException {
    try (ExtentStore store = open()) {
      append(store, 10);
      Chunk kept = append(store, 10);
      append(store, 1);

      assertThat(store.collect(() -> Set.of(kept.extent()))).isZero();
      assertThat(store.collect(() -> Set.of(kept.extent()))).isEqualTo(1);
      assertThat(files()).hasSize(2);
      assertThat(store.read(kept)).hasSize(10);
    }
  }

  @Test
  void keepsWhatIsBeingWrittenOrRead() throws IOException {
    try (ExtentStore store = open()) {
      ExtentStore.Writer writer = store.writer();
      Chunk chunk = writer.append(new byte[10], 10);
      append(store, 10);
      store.collect(Set::of);
      store.collect(Set::of);
      assertThat(store.read(chunk)).hasSize(10);

      ExtentStore.Pins reader = store.pin(List.of(chunk));
      writer.close();
      store.collect(Set::of);
      store.collect(Set::of);
      assertThat(store.read(chunk)).hasSize(10);

      reader.close();
      store.collect(Set::of);
      store.collect(Set::of);
      assertThatThrownBy(() -> store.read(chunk)).hasMessageContaining("is gone");
    }
  }

  @Test
  void aFullDiskRefusesAndGivesItsPlaceBack() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    FaultyFiles files = new FaultyFiles(random, new Power(random));
    try (ExtentStore store = ExtentStore.open(files, EXTENT_MAX, Runnable::run)) {
      Chunk before = append(store, 4);
      files.fillUpTo(3);
      assertThatThrownBy(() -> append(store, 5)).isInstanceOf(DiskFullException.class);
      assertThat(store.read(before)).hasSize(4);

      files.makeRoom();
      Chunk after = append(store, 6);

      assertThat(after.offset()).isEqualTo(4);
      assertThat(store.read(after)).hasSize(6);
    }
  }

  @Test
  void whatCouldNotBeSyncedIsRefusedAndTheExtentLeft() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
    Power power = new Power(random);
    FaultyFiles files = new FaultyFiles(random, power);
    try (ExtentStore store = ExtentStore.open(files, EXTENT_MAX, Runnable::run)) {
      ExtentStore.Writer writer = store.writer();
      Chunk lost = writer.append(new byte[1], 1);
      power.goOutWithin(1);
      assertThat(writer.sync().toCompletableFuture()).isCompletedExceptionally();

      power.comeBack();

      assertThat(append(store, 1).extent()).isGreaterThan(lost.extent());
    }
  }

  @Test
  void cutsTheFileOffWhereItsBytesEnd() throws IOException {
    try (ExtentStore store = open()) {
      append(store, 6);
      assertThat(Files.size(files().getFirst())).isEqualTo(Extent.GROWTH);
    }
    assertThat(Files.size(files().getFirst())).isEqualTo(6);
  }

  /// Large ones in memory of the store are written past the cache.
  @Test
  void chunksOfAllSizesStandBesideEachOther() throws IOException {
    byte[] bytes = new byte[300_000];
    RandomGeneratorFactory.of("L64X128MixRandom").create(3).nextBytes(bytes);
    List<Integer> lengths = List.of(1, 65_536, 7, 65_537, 100_000, 4_096, 262_144, 5);
    List<Chunk> chunks = new ArrayList<>();
    try (ExtentStore store = ExtentStore.open(folder, 16 << 20, Runnable::run);
        ExtentStore.Writer writer = store.writer()) {
      ByteBuffer memory = store.buffers().take();
      for (int length : lengths) {
        chunks.add(writer.append(bytes, length));
        chunks.add(writer.append(memory.clear().put(bytes, 0, length).flip()));
      }
      writer.sync().toCompletableFuture().join();
    }

    try (ExtentStore store = ExtentStore.open(folder, Runnable::run)) {
      for (Chunk chunk : chunks) {
        assertThat(store.read(chunk)).isEqualTo(Arrays.copyOf(bytes, chunk.length()));
      }
    }
    assertThat(chunks).extracting(Chunk::extent).containsOnly(1L);
  }

  private ExtentStore open() throws IOException {
    return ExtentStore.open(folder, EXTENT_MAX, Runnable::run);
  }

  private static Chunk append(ExtentStore store, int length) throws IOException {
    try (ExtentStore.Writer writer = store.writer()) {
      Chunk chunk = writer.append(new byte[length], length);
      writer.sync().toCompletableFuture().join();
      return chunk;
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
