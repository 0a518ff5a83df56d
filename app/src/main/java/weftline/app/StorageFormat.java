package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.kv.KeyValueStore;
import weftline.kv.rocksdb.RocksStore;
import weftline.storage.blob.BlobMigration;

/// In which format everything in a storage folder is written: the file `FORMAT` there says so.
record StorageFormat(StorageFolder folder) {
  private static final Logger LOG = LoggerFactory.getLogger(StorageFormat.class);

  /// Written before there was a file that says so.
  private static final String FIRST = "weftline-storage 1";

  private static final String PRESENT = "weftline-storage 2";

  /// In order. Each can be begun again when it was interrupted.
  private static final List<Migration> MIGRATIONS =
      List.of(new Migration(FIRST, PRESENT, BlobMigration::run));

  /// Refuses a folder that is written in another format, by an older or newer program.
  void require() throws IOException {
    String found = found();
    if (!found.equals(PRESENT)) {
      throw new IOException(
          "The storage in %s has the format '%s'; this program reads '%s'."
                  .formatted(folder.root(), found, PRESENT)
              + (next(found).isPresent()
                  ? " Start `wfl storage --data DIR` with it once, which brings it into that."
                  : " Take the program that wrote it, or another folder."));
    }
  }

  /// Brings a folder that an older program has written into the present format. What a newer one
  /// has written is refused and left as it is.
  void migrate() throws IOException {
    for (Optional<Migration> step = next(found()); step.isPresent(); step = next(found())) {
      Migration migration = step.get();
      LOG.atInfo().addKeyValue("from", migration.from()).log("storage is being migrated");
      try (RocksStore rows = folder.openRows()) {
        long changed = migration.work().applyAsLong(rows);
        LOG.atInfo()
            .addKeyValue("to", migration.to())
            .addKeyValue("changed", changed)
            .log("storage is migrated");
      }
      write(migration.to());
    }
    require();
  }

  /// Says that what is to be written here will be in the present format.
  void claim() throws IOException {
    Files.createDirectories(folder.root());
    write(PRESENT);
  }

  private void write(String format) throws IOException {
    Path draft = folder.root().resolve("FORMAT.new");
    Files.writeString(
        draft,
        format + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
    Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String found() throws IOException {
    return Files.exists(file()) ? Files.readString(file()).strip() : FIRST;
  }

  private static Optional<Migration> next(String found) {
    return MIGRATIONS.stream().filter(step -> step.from().equals(found)).findFirst();
  }

  private Path file() {
    return folder.root().resolve("FORMAT");
  }

  /// A way from one format to the next.
  ///
  /// @param work says how many things it has changed
  private record Migration(String from, String to, ToLongFunction<KeyValueStore> work) {}
}
