package weftline.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.kv.rocksdb.RocksStore;
import weftline.net.OwnerOnlyFile;
import weftline.storage.blob.ExtentStore;

/// Copies of a store: made while it is in use, and put back where there is nothing.
///
/// First come the rows as they are at one moment, then the extents, which by then hold all that
/// those rows name, then the accounts and their keys. The list of files is written last: a backup
/// without it is none.
final class StorageBackup {
  static final String LIST = "BACKUP";

  private static final String UNFINISHED = ".unfinished";

  private StorageBackup() {}

  /// Nothing may delete extents meanwhile.
  static void make(StorageFolder source, RocksStore rows, ExtentStore extents, Path target)
      throws IOException {
    requireNothing(target);
    StorageFolder draft = draft(target);
    draft.claim();
    rows.copyTo(draft.rows());
    extents.copyTo(draft.extents());
    if (Files.exists(source.accounts())) {
      copySecret(source.accounts(), draft.accounts());
    }
    writeList(draft.root());
    finish(draft.root(), target);
  }

  /// Copies a backup to where there is nothing, and checks what is there then.
  static StorageFolder restore(Path backup, Path target) throws IOException {
    List<Entry> files = readList(backup);
    requireNothing(target);
    StorageFolder draft = draft(target);
    for (Entry entry : files) {
      Path copy = draft.root().resolve(entry.name());
      if (copy.equals(draft.accounts())) {
        copySecret(backup.resolve(entry.name()), copy);
        continue;
      }
      Files.createDirectories(copy.getParent());
      Files.copy(backup.resolve(entry.name()), copy);
    }
    return draft;
  }

  /// Never linked and never readable by others, whatever the folder around it allows.
  private static void copySecret(Path from, Path to) throws IOException {
    OwnerOnlyFile.write(to, Files.readAllBytes(from));
  }

  /// Gives what was made, and is on disk as a whole, its name.
  static void finish(Path draft, Path target) throws IOException {
    try (Stream<Path> all = Files.walk(draft)) {
      for (Path path : all.toList()) {
        sync(path);
      }
    }
    Files.deleteIfExists(target); // an empty folder
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    sync(Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target));
  }

  private static void requireNothing(Path target) throws IOException {
    if (!new StorageFolder(target).isEmpty()) {
      throw new IOException("There is something in %s already.".formatted(target));
    }
  }

  /// What an earlier attempt has left goes.
  private static StorageFolder draft(Path target) throws IOException {
    Path draft = target.resolveSibling(target.getFileName() + UNFINISHED);
    if (Files.exists(draft)) {
      try (Stream<Path> all = Files.walk(draft)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(draft);
    return new StorageFolder(draft);
  }

  private static void writeList(Path draft) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> all = Files.walk(draft)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        lines.add(new Entry(draft.relativize(file).toString(), Files.size(file)).line());
      }
    }
    Files.write(draft.resolve(LIST), lines);
  }

  private static List<Entry> readList(Path backup) throws IOException {
    Path list = backup.resolve(LIST);
    if (!Files.exists(list)) {
      throw new IOException(
          "In %s there is no backup, or one that was not finished.".formatted(backup));
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      Entry entry = Entry.of(line);
      Path file = backup.resolve(entry.name());
      if (!Files.isRegularFile(file) || Files.size(file) != entry.bytes()) {
        throw new IOException(
            "The backup in %s is not whole: %s is missing or has another length."
                .formatted(backup, entry.name()));
      }
      entries.add(entry);
    }
    return entries;
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// One file of a backup.
  private record Entry(String name, long bytes) {
    static Entry of(String line) throws IOException {
      int space = line.indexOf(' ');
      if (space < 1 || line.contains("..")) {
        throw new IOException("The list of the backup has a line that is none: " + line);
      }
      try {
        return new Entry(line.substring(space + 1), Long.parseLong(line.substring(0, space)));
      } catch (NumberFormatException e) {
        throw new IOException("The list of the backup has a line that is none: " + line, e);
      }
    }

    String line() {
      return bytes + " " + name;
    }
  }
}
