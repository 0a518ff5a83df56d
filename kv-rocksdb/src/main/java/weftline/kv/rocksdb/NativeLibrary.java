package weftline.kv.rocksdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
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
    URLConnection packed = packed();
    if (!isUnpacked(packed, folder.resolve(UNPACKED))) {
      unpack(packed, folder);
    }
    RocksDB.loadLibrary(List.of(folder.toAbsolutePath().toString()));
    loaded = true;
  }

  /// Whether the file is what would be unpacked, by its checksum in the library's archive: reading
  /// it takes a tenth of the time.
  static boolean isUnpacked(URLConnection packed, Path unpacked) throws IOException {
    if (!(packed instanceof JarURLConnection archive) || !Files.exists(unpacked)) {
      return false;
    }
    CRC32 checksum = new CRC32();
    try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(unpacked), checksum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return archive.getJarEntry().getCrc() == checksum.getValue();
  }

  private static void unpack(URLConnection packed, Path folder) throws IOException {
    try (InputStream in = packed.getInputStream()) {
      Path draft = folder.resolve(UNPACKED + ".new");
      Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          draft,
          folder.resolve(UNPACKED),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static URLConnection packed() throws IOException {
    return Optional.ofNullable(RocksDB.class.getResource("/" + PACKED))
        .orElseThrow(() ->
            new StoreException(
                "RocksDB has no machine code for this system: " + PACKED + " is missing."))
        .openConnection();
  }
}
