package weftline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.kv.StoreException;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.net.HttpClient;
import weftline.net.Network;
import weftline.storage.ServiceKind;
import weftline.storage.Settings;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;
import weftline.storage.StorageService;
import weftline.storage.blob.BlobService;
import weftline.storage.blob.ExtentStore;
import weftline.storage.blob.RemoteSources;
import weftline.storage.queue.QueueService;
import weftline.storage.table.TableService;

/// Blobs, queues and tables over one store in a folder.
final class StorageProgram {
  private static final Logger LOG = LoggerFactory.getLogger(StorageProgram.class);
  private static final Duration ROWS_PAUSE = Duration.ofSeconds(30);
  private static final Duration BACKUPS_PAUSE = Duration.ofSeconds(1);

  /// Extents are collected each time that backups were looked for so often.
  private static final int EXTENTS_ROUND = 300;

  /// Steps of one collection; what is left then waits for the next one.
  private static final int STEPS_MAX = 1_000;

  private StorageProgram() {}

  /// Serves until the parts are closed.
  ///
  /// @param broken told when a bug has ended one of the threads
  static StorageServer start(
      Parts parts, Network network, Path folder, StorageServerConfig config, Runnable broken)
      throws IOException {
    return start(parts, network, folder, config, new KeepingOptions(), broken);
  }

  /// Keeps what is replaced or deleted as the options say.
  static StorageServer start(
      Parts parts,
      Network network,
      Path folder,
      StorageServerConfig config,
      KeepingOptions keeping,
      Runnable broken)
      throws IOException {
    InstantSource clock = InstantSource.system();
    StorageFolder place = new StorageFolder(folder);
    place.claim();
    RocksStore store = open(network, place, broken);
    parts.add(store::close);
    ExecutorService syncer =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("extent syncer").factory());
    parts.add(syncer::shutdown);
    ExtentStore extents = ExtentStore.open(place.extents(), syncer);
    parts.add(extents::close);

    Settings settings = new Settings(store);
    HttpClient sources = HttpClient.open();
    parts.add(sources::close);
    BlobService blobs =
        new BlobService(
            store,
            extents,
            keeping.retention(settings),
            new RemoteSources(Optional.of(sources), network.workers()));
    QueueService queues = new QueueService(store, new SecureRandom());
    TableService tables = new TableService(store, new SecureRandom());
    collectEvery(
        parts,
        ROWS_PAUSE,
        broken,
        () -> {
          collectAll(() -> queues.collect(clock.instant()));
          collectAll(tables::collect);
        });
    BackupRequests backups = new BackupRequests(folder);
    Upkeep upkeep =
        new Upkeep(
            EXTENTS_ROUND,
            () -> backups.serve(target -> StorageBackup.make(place, store, extents, target)),
            () -> blobs.collect(clock.instant()));
    collectEvery(parts, BACKUPS_PAUSE, broken, upkeep::step);
    Map<ServiceKind, StorageService> services = new EnumMap<>(ServiceKind.class);
    services.put(ServiceKind.BLOB, blobs);
    services.put(ServiceKind.QUEUE, queues);
    services.put(ServiceKind.TABLE, tables);
    StorageServer server = StorageServer.listen(network, config, services, settings, clock);
    parts.add(server::close);
    return server;
  }

  /// A store that cannot be opened, for instance because another program has it, is told as what a
  /// folder can do wrong, and not as a mistake of this program.
  private static RocksStore open(Network network, StorageFolder place, Runnable broken)
      throws IOException {
    try {
      return RocksStore.open(
          place.rows(),
          RocksSettings.defaults(),
          Thread.ofPlatform()
              .daemon()
              .name("store-", 0)
              .uncaughtExceptionHandler((_, bug) -> end(broken, bug))
              .factory(),
          network.workers());
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void end(Runnable broken, Throwable bug) {
    LOG.atError().setCause(bug).log("a bug has ended the store's writer");
    broken.run();
  }

  /// Gives back the space of what was deleted or has expired, from time to time.
  private static void collectEvery(
      Parts parts, Duration pause, Runnable broken, Collection collection) {
    Background collector =
        Background.start("collector", Background.every(pause, () -> collect(collection)), broken);
    parts.add(collector::stop);
  }

  /// A full disk, for one, is no reason to end the program: there may be room the next time.
  static void collect(Collection collection) {
    try {
      collection.run();
    } catch (IOException | StoreException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("cannot give back space");
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof StoreException outage)) {
        throw e;
      }
      LOG.atWarn().addKeyValue("reason", outage.getMessage()).log("cannot give back space");
    }
  }

  /// Takes one step after the other while each finds something.
  static void collectAll(Supplier<CompletionStage<Integer>> step) {
    boolean more = true;
    for (int i = 0; more && i < STEPS_MAX && !Thread.currentThread().isInterrupted(); i++) {
      more = step.get().toCompletableFuture().join() > 0;
    }
  }

  /// Collects extents now and then, and never while a backup is made: one thread does both.
  private static final class Upkeep {
    private final int round;
    private final Collection backups;
    private final Collection extents;
    private int steps;

    Upkeep(int round, Collection backups, Collection extents) {
      this.round = round;
      this.backups = backups;
      this.extents = extents;
    }

    void step() throws IOException {
      backups.run();
      steps++;
      if (steps % round == 0) {
        extents.run();
      }
    }
  }

  /// Finds what nobody needs any more, and deletes it.
  @FunctionalInterface
  interface Collection {
    void run() throws IOException;
  }
}
