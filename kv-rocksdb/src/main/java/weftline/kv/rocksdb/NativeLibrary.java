package weftline.kv.rocksdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import weftline.kv.StoreException;

/// The machine code of RocksDB, unpacked into the store's own folder. Left to itself, the library
/// unpacks another 17 MB into the system's temporary folder at each start, and leaves it there when
/// the process is killed.
final class NativeLibrary {
  private static final String PACKED = Environment.getJniLibraryFileName("rocksdb");

  /// The name that RocksDB looks for in a folder, which is not the one it is packed under.
  private static final String UNPACKED = Environment.getJniLibraryFileName("rocksdbjni");

  private static boolean loaded;

  private NativeLibrary() {}

  /// Loads it, once for the whole process.
  static synchronized void load(Path folder) throws IOException {
    if (loaded) {
      return;
    }
    Files.createDirectories(folder);
    try (InputStream in = packed()) {
      Path draft = folder.resolve(UNPACKED + ".new");
      Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          draft,
          folder.resolve(UNPACKED),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    RocksDB.loadLibrary(List.of(folder.toAbsolutePath().toString()));
    loaded = true;
  }

  private static InputStream packed() throws IOException {
    return Optional.ofNullable(RocksDB.class.getResourceAsStream("/" + PACKED))
        .orElseThrow(() ->
            new StoreException(
                "RocksDB has no machine code for this system: " + PACKED + " is missing."));
  }
}
