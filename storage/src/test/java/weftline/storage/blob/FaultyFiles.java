package weftline.storage.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Extent files in memory with the faults of real ones: reads and writes do a part only, what is
/// not synced is lost or torn in a power cut, bits flip, and the disk fills up.
final class FaultyFiles implements ExtentFiles {
  private static final int BLOCK = 64;

  private final RandomGenerator random;
  private final Power power;
  private final SortedMap<Long, Disk> files = new TreeMap<>();
  private long room = Long.MAX_VALUE;

  FaultyFiles(RandomGenerator random, Power power) {
    this.random = random;
    this.power = power;
  }

  /// Lets this much more be written, over all files.
  void fillUpTo(long bytes) {
    room = bytes;
  }

  void makeRoom() {
    room = Long.MAX_VALUE;
  }

  /// What is not synced stays, goes, or stays in part.
  void cutPower() {
    files.values().forEach(Disk::cutPower);
  }

  /// Damages some byte that is on disk.
  Optional<Long> flipABit() {
    List<Long> full = numbers().stream().filter(each -> file(each).synced.length > 0).toList();
    if (full.isEmpty()) {
      return Optional.empty();
    }
    long number = full.get(random.nextInt(full.size()));
    file(number).flip(random.nextInt(file(number).synced.length), random.nextInt(Byte.SIZE));
    return Optional.of(number);
  }

  @Override
  public List<Long> numbers() {
    return List.copyOf(files.keySet());
  }

  @Override
  public ExtentFile create(long number) throws IOException {
    if (power.use()) {
      throw new IOException("The power went out.");
    }
    if (room == 0) {
      throw full();
    }
    Disk made = new Disk();
    if (files.putIfAbsent(number, made) != null) {
      throw new IOException("file " + number + " is there already");
    }
    return made;
  }

  @Override
  public ExtentFile open(long number) {
    return file(number);
  }

  @Override
  public void delete(long number) {
    power.use();
    files.remove(number);
  }

  @Override
  public void link(long number, Path target) {
    throw new UnsupportedOperationException("made-up disks are not copied");
  }

  @Override
  public void copy(long number, long length, Path target) {
    throw new UnsupportedOperationException("made-up disks are not copied");
  }

  private Disk file(long number) {
    return Optional.ofNullable(files.get(number)).orElseThrow();
  }

  private static IOException full() {
    return new IOException("No space left on device");
  }

  /// Bytes that are in the cache of the system.
  private record Pending(int offset, byte[] bytes) {}

  /// Bytes that grow.
  private static final class Content {
    private byte[] bytes = {};
    private int length;

    void put(int offset, byte[] more, int count) {
      if (offset + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, offset + count));
      }
      System.arraycopy(more, 0, bytes, offset, count);
      length = Math.max(length, offset + count);
    }
  }

  /// One file: what programs see, what is on disk, and what is on its way there.
  private final class Disk implements ExtentFile {
    @Override
    public int unit(int length) {
      return length < BLOCK ? 1 : BLOCK;
    }

    private Content seen = new Content();
    private final Content synced = new Content();
    private final List<Pending> pending = new ArrayList<>();

    @Override
    public int write(ByteBuffer bytes, long offset) throws IOException {
      boolean lastWords = power.use();
      int count = (int) Math.min(1 + random.nextInt(bytes.remaining()), room);
      if (count == 0) {
        throw full();
      }
      if (room != Long.MAX_VALUE) {
        room -= count;
      }
      byte[] taken = new byte[count];
      bytes.get(taken);
      seen.put((int) offset, taken, count);
      pending.add(new Pending((int) offset, taken));
      if (lastWords) {
        throw new IOException("The power went out.");
      }
      return count;
    }

    @Override
    public int read(ByteBuffer bytes, long offset) {
      if (offset >= seen.length) {
        return -1;
      }
      int most = (int) Math.min(bytes.remaining(), seen.length - offset);
      int count = 1 + random.nextInt(most);
      bytes.put(seen.bytes, (int) offset, count);
      return count;
    }

    /// The length alone does not matter here: what is not written reads as the end.
    @Override
    public void grow(long length) {}

    @Override
    public void truncate(long length) {}

    @Override
    public long size() {
      return seen.length;
    }

    @Override
    public void sync() throws IOException {
      if (power.use()) {
        throw new IOException("The power went out.");
      }
      for (Pending each : pending) {
        synced.put(each.offset(), each.bytes(), each.bytes().length);
      }
      pending.clear();
    }

    @Override
    public void close() {}

    private void cutPower() {
      for (Pending each : pending) {
        int written =
            switch (random.nextInt(3)) {
              case 0 -> each.bytes().length;
              case 1 -> random.nextInt(each.bytes().length + 1);
              default -> 0;
            };
        synced.put(each.offset(), each.bytes(), written);
      }
      pending.clear();
      seen = new Content();
      seen.put(0, synced.bytes, synced.length);
    }

    private void flip(int place, int bit) {
      synced.bytes[place] ^= (byte) (1 << bit);
      seen.bytes[place] ^= (byte) (1 << bit);
    }
  }
}
