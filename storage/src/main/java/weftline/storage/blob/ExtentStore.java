package weftline.storage.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import weftline.kv.DiskFullException;
import weftline.kv.StoreException;
import weftline.net.BodyBuffers;

/// The extents of a folder. Bytes are appended in chunks, synced in groups, checked when read, and
/// freed a whole extent at a time.
///
/// An extent that is there when the store is opened is never appended to again, so what a crash has
/// left at its end does no harm.
public final class ExtentStore implements AutoCloseable {
  static final int CHUNK_MAX = BodyBuffers.BYTES;

  private static final long EXTENT_MAX = 256L * 1024 * 1024;

  private final ExtentFiles files;
  private final GroupSync syncs;
  private final BodyBuffers buffers = new BodyBuffers();
  private final long extentMax;

  /// Guards the fields below it and the ends and pins of extents. Taken for a file operation only
  /// when an extent begins, grows or is deleted.
  private final ReentrantLock lock = new ReentrantLock();

  private final SortedMap<Long, Extent> extents;

  /// Those that have been written to since the last sync.
  private final Set<Extent> dirty = ConcurrentHashMap.newKeySet();

  private Optional<Extent> current = Optional.empty();
  private Set<Long> freeLastTime = Set.of();
  private long lastNumber;

  private ExtentStore(
      ExtentFiles files, long extentMax, Executor syncer, SortedMap<Long, Extent> extents) {
    this.files = files;
    this.extentMax = extentMax;
    this.syncs = new GroupSync(this::syncAll, syncer);
    this.extents = extents;
    this.lastNumber = extents.isEmpty() ? 0 : extents.lastKey();
  }

  /// Opens the extents of a folder, which is made if it is not there.
  ///
  /// @param syncer runs the syncs, one at a time; best a platform thread
  public static ExtentStore open(Path folder, Executor syncer) throws IOException {
    return open(folder, EXTENT_MAX, syncer);
  }

  static ExtentStore open(Path folder, long extentMax, Executor syncer) throws IOException {
    return open(new ExtentFolder(folder), extentMax, syncer);
  }

  static ExtentStore open(ExtentFiles files, long extentMax, Executor syncer) throws IOException {
    SortedMap<Long, Extent> extents = new TreeMap<>();
    for (long number : files.numbers()) {
      extents.put(number, Extent.open(number, files));
    }
    return new ExtentStore(files, extentMax, syncer, extents);
  }

  /// Memory to append from.
  BodyBuffers buffers() {
    return buffers;
  }

  /// Begins an upload.
  Writer writer() {
    return new Writer();
  }

  /// Reads a chunk and checks it.
  byte[] read(Chunk chunk) throws IOException {
    return read(chunk, ByteBuffer.allocate(chunk.length())).array();
  }

  /// Reads a chunk into memory that holds it, and checks it. Returns the memory, with the chunk
  /// between its beginning and its limit.
  ByteBuffer read(Chunk chunk, ByteBuffer memory) throws IOException {
    memory.clear().limit(chunk.length());
    extent(chunk.extent()).read(memory, chunk.offset());
    if (checksum(memory.flip()) != chunk.checksum()) {
      throw new StoreException("damaged on disk: " + chunk);
    }
    return memory;
  }

  /// All that are there.
  List<Long> numbers() {
    lock.lock();
    try {
      return List.copyOf(extents.keySet());
    } finally {
      lock.unlock();
    }
  }

  /// The sizes of those that nobody writes to or reads just now, and that are never written again.
  Map<Long, Long> sealedSizes() throws IOException {
    Map<Long, Long> sizes = new TreeMap<>();
    for (long number : candidates()) {
      sizes.put(number, extent(number).size());
    }
    return sizes;
  }

  /// Keeps the extents of these chunks until it is closed.
  Pins pin(List<Chunk> chunks) {
    Pins pins = new Pins();
    lock.lock();
    try {
      for (Chunk chunk : chunks) {
        Optional.ofNullable(extents.get(chunk.extent())).ifPresent(pins::add);
      }
    } finally {
      lock.unlock();
    }
    return pins;
  }

  /// Deletes the extents that nothing refers to, now and at the last call: a reader that has just
  /// found its row, but not yet pinned what the row names, has until then.
  ///
  /// @param referred asks for the extents that rows refer to, after the candidates are known
  int collect(Supplier<Set<Long>> referred) throws IOException {
    Set<Long> free = candidates();
    free.removeAll(referred.get());
    List<Extent> dead = new ArrayList<>();
    lock.lock();
    try {
      for (Long number : free) {
        Extent extent = extents.get(number);
        if (freeLastTime.contains(number) && extent != null && !extent.isPinned()) {
          extents.remove(number);
          dead.add(extent);
        }
      }
      freeLastTime = free;
    } finally {
      lock.unlock();
    }
    for (Extent extent : dead) {
      extent.close();
      files.delete(extent.number());
    }
    return dead.size();
  }

  /// Copies all extents to another folder, with all that has been synced. Those that do not change
  /// any more are linked, where the disk is the same. Not while extents are collected.
  public void copyTo(Path target) throws IOException {
    Files.createDirectories(target);
    Optional<Extent> growing;
    long end;
    List<Long> numbers;
    lock.lock();
    try {
      growing = current;
      end = current.map(Extent::end).orElse(0L);
      numbers = List.copyOf(extents.keySet());
    } finally {
      lock.unlock();
    }
    for (long number : numbers) {
      if (growing.filter(extent -> extent.number() == number).isPresent()) {
        files.copy(number, end, target);
      } else {
        files.link(number, target);
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      for (Extent extent : extents.values()) {
        extent.close();
      }
      extents.clear();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the extents", e);
    } finally {
      lock.unlock();
    }
  }

  private Set<Long> candidates() {
    lock.lock();
    try {
      Set<Long> candidates = new HashSet<>();
      for (Extent extent : extents.values()) {
        if (!extent.isPinned() && !current.filter(extent::equals).isPresent()) {
          candidates.add(extent.number());
        }
      }
      return candidates;
    } finally {
      lock.unlock();
    }
  }

  private Extent extent(long number) {
    lock.lock();
    try {
      Extent extent = extents.get(number);
      if (extent == null) {
        throw new StoreException("extent " + number + " is gone");
      }
      return extent;
    } finally {
      lock.unlock();
    }
  }

  private Extent extentWithRoom(int length) throws IOException {
    Optional<Extent> open =
        current.filter(extent -> !extent.isBroken() && extent.end() + length <= extentMax);
    if (open.isPresent()) {
      return open.get();
    }
    lastNumber++;
    Extent extent = Extent.create(lastNumber, files);
    extents.put(lastNumber, extent);
    if (current.isPresent()) {
      current.get().seal();
    }
    current = Optional.of(extent);
    return extent;
  }

  /// What is written while a sync is under way is left to the next one.
  private void syncAll() {
    List<Extent> written = List.copyOf(dirty);
    written.forEach(dirty::remove);
    written.forEach(Extent::sync);
  }

  /// Of what is between position and limit, which stay where they are.
  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate());
    return (int) checksum.getValue();
  }

  /// Keeps extents from being deleted.
  final class Pins implements AutoCloseable {
    private final Set<Extent> held = new HashSet<>();

    private void add(Extent extent) {
      if (held.add(extent)) {
        extent.pin();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        held.forEach(Extent::unpin);
        held.clear();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Appends the bytes of one upload, and keeps them until it is closed: by then a row refers to
  /// them, or nobody needs them.
  final class Writer implements AutoCloseable {
    private final Pins pins = new Pins();

    Chunk append(byte[] bytes, int length) {
      return append(ByteBuffer.wrap(bytes, 0, length));
    }

    /// Appends what is between the beginning and the limit. Memory from [#buffers] is written as it
    /// is.
    Chunk append(ByteBuffer bytes) {
      try {
        return tryAppend(bytes.rewind());
      } catch (IOException e) {
        throw DiskFullException.orOther("cannot write to an extent", e);
      }
    }

    private Chunk tryAppend(ByteBuffer bytes) throws IOException {
      int length = bytes.remaining();
      int checksum = checksum(bytes);
      Extent extent;
      long offset;
      lock.lock();
      try {
        extent = extentWithRoom(length);
        offset = extent.reserve(length);
        pins.add(extent);
      } finally {
        lock.unlock();
      }
      boolean written = false;
      try {
        extent.write(bytes, offset);
        written = true;
      } finally {
        dirty.add(extent);
        if (!written) {
          giveBack(extent, offset, length);
        }
      }
      return new Chunk(extent.number(), offset, length, checksum);
    }

    private void giveBack(Extent extent, long offset, int length) {
      lock.lock();
      try {
        extent.giveBack(offset, length);
      } finally {
        lock.unlock();
      }
    }

    /// Keeps a chunk that is there already as if it had been appended.
    void pin(Chunk chunk) {
      lock.lock();
      try {
        Optional.ofNullable(extents.get(chunk.extent())).ifPresent(pins::add);
      } finally {
        lock.unlock();
      }
    }

    /// Completes when everything appended is on disk.
    CompletionStage<Void> sync() {
      return syncs.sync().thenRun(this::checkWhole);
    }

    private void checkWhole() {
      if (pins.held.stream().anyMatch(Extent::isBroken)) {
        throw new StoreException("an extent could not be brought to disk");
      }
    }

    @Override
    public void close() {
      pins.close();
    }
  }
}
