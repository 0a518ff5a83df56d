package weftline.kv.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.StoreException;

/// An engine that keeps its rows in a folder. One writer groups the commits that arrive while the
/// disk is busy and syncs them as one; reads go on meanwhile.
public final class RocksStore implements KeyValueStore {
  private final StoreFolder folder;
  private final Engine engine;
  private final GroupWriter writer;

  private RocksStore(StoreFolder folder, Engine engine, GroupWriter writer) {
    this.folder = folder;
    this.engine = engine;
    this.writer = writer;
  }

  /// Opens the store in a folder, which is made if there is none.
  ///
  /// @param threads makes the writer's thread, which should be a platform thread
  /// @param answers runs what waits for a commit, so that it does not hold up the writer
  public static RocksStore open(
      Path path, RocksSettings settings, ThreadFactory threads, Executor answers)
      throws IOException {
    return open(path, settings, threads, answers, Engine::open);
  }

  /// As [#open], but changes no row and no file of them; commits are refused.
  public static RocksStore openToRead(
      Path path, RocksSettings settings, ThreadFactory threads, Executor answers)
      throws IOException {
    return open(path, settings, threads, answers, Engine::openToRead);
  }

  private static RocksStore open(
      Path path,
      RocksSettings settings,
      ThreadFactory threads,
      Executor answers,
      BiFunction<Path, RocksSettings, Engine> opener)
      throws IOException {
    StoreFolder folder = StoreFolder.take(path);
    try {
      NativeLibrary.load(folder.nativeLibrary());
      Engine engine = opener.apply(folder.rows(), settings);
      GroupWriter writer = GroupWriter.start(engine, answers, settings.waitingMax(), threads);
      return new RocksStore(folder, engine, writer);
    } catch (IOException | StoreException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public Optional<byte[]> get(Key key) {
    return engine.database().get(key.bytes());
  }

  @Override
  public Snapshot snapshot() {
    return engine.database().snapshot();
  }

  @Override
  public CompletionStage<Outcome> commit(Batch batch) {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    writer.add(new Commit(batch, answer));
    return answer;
  }

  /// Makes a store in another folder that has all that is committed now. On the same disk, files
  /// that do not change any more are linked.
  public void copyTo(Path path) throws IOException {
    StoreFolder.prepare(path);
    engine.database().copyTo(StoreFolder.rows(path));
  }

  /// Whether some program has the store in a folder open.
  public static boolean isInUse(Path path) throws IOException {
    return StoreFolder.isTaken(path);
  }

  @Override
  public void close() {
    writer.close();
    engine.close();
    folder.close();
  }
}
