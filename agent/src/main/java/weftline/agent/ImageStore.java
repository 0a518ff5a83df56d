package weftline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.PackageReference;

/// Keeps packages and the role images taken from them, each fetched once however many instances ask
/// for it. Nodes on one machine may share a store. It keeps those asked for last; instances run
/// from copies, so an image may go at any time and is fetched again when it is wanted.
public final class ImageStore {
  static final int PACKAGES_KEPT = 16;
  private static final String SUFFIX = ".cspkg";
  private static final int BUFFER = 64 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(ImageStore.class);

  private final Path root;
  private final PackageSource source;
  private final RoleExtractor extractor;
  private final ConcurrentHashMap<String, CompletableFuture<Path>> inFlight =
      new ConcurrentHashMap<>();

  /// The packages that are here, the one asked for last at the end.
  private final LinkedHashSet<String> recent = new LinkedHashSet<>();

  /// Takes the files of one role out of a package.
  @FunctionalInterface
  public interface RoleExtractor {
    void extract(Path packageFile, String role, Path target) throws IOException;
  }

  private ImageStore(Path root, PackageSource source, RoleExtractor extractor) {
    this.root = root;
    this.source = source;
    this.extractor = extractor;
  }

  public static ImageStore open(Path root, PackageSource source, RoleExtractor extractor)
      throws IOException {
    Files.createDirectories(root.resolve("packages"));
    Files.createDirectories(root.resolve("images"));
    FileTrees.clear(root.resolve("incoming"));
    var store = new ImageStore(root, source, extractor);
    store.recall();
    return store;
  }

  /// The folder that holds the role's files, read-only. Waits until it is there.
  Path image(PackageReference wanted, String role) throws IOException {
    Path target = images(wanted.sha256()).resolve(role);
    keepRecent(wanted.sha256());
    return once(target, () -> extract(wanted, role, target));
  }

  private void extract(PackageReference wanted, String role, Path target) throws IOException {
    Path file = packageFile(wanted.sha256());
    once(file, () -> fetch(wanted, file));
    Path incoming = Files.createTempDirectory(root.resolve("incoming"), "image");
    extractor.extract(file, role, incoming);
    FileTrees.makeReadOnly(incoming);
    Files.createDirectories(target.resolveSibling("."));
    Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void fetch(PackageReference wanted, Path target) throws IOException {
    Path incoming = Files.createTempFile(root.resolve("incoming"), "package", "");
    try {
      source.fetch(wanted, incoming);
      check(wanted, incoming);
      Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  private static void check(PackageReference wanted, Path file) throws IOException {
    String found = sha256(file);
    if (!found.equals(wanted.sha256())) {
      throw new IOException(
          "Package %s came as %s (%d of %d bytes): damaged on its way or in its store. Deploy it again."
              .formatted(wanted, found.substring(0, 12), Files.size(file), wanted.bytes()));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var through = new DigestInputStream(stream, digest);
      byte[] buffer = new byte[BUFFER];
      while (through.read(buffer) >= 0) {
        // Reading is all: the digest sees what passes.
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// What earlier runs have left, the oldest first.
  private synchronized void recall() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("packages"))) {
      files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(file -> file.getFileName().toString())
          .forEach(name -> recent.add(name.substring(0, name.length() - SUFFIX.length())));
    }
  }

  /// Makes room when there are more packages than may be kept.
  private synchronized void keepRecent(String wanted) {
    recent.remove(wanted);
    recent.add(wanted);
    while (recent.size() > PACKAGES_KEPT) {
      String oldest = recent.removeFirst();
      try {
        Files.deleteIfExists(packageFile(oldest));
        delete(images(oldest));
      } catch (IOException e) {
        LOG.warn("Could not delete the old package {}: {}", oldest, e.getMessage());
      }
    }
  }

  /// Moved away first, so that nobody takes half of them for the whole.
  private void delete(Path images) throws IOException {
    if (Files.exists(images)) {
      Path folder = Files.createTempDirectory(root.resolve("incoming"), "old");
      Files.move(images, folder.resolve("images"), StandardCopyOption.ATOMIC_MOVE);
      FileTrees.delete(folder);
    }
  }

  private Path images(String sha256) {
    return root.resolve("images").resolve(sha256);
  }

  private Path packageFile(String sha256) {
    return root.resolve("packages").resolve(sha256 + SUFFIX);
  }

  /// Lets the first who asks do the work, and everybody else wait for it.
  private Path once(Path target, Work work) throws IOException {
    if (Files.exists(target)) {
      return target;
    }
    var mine = new CompletableFuture<Path>();
    CompletableFuture<Path> other = inFlight.putIfAbsent(target.toString(), mine);
    if (other != null) {
      return outcome(other);
    }
    try {
      if (!Files.exists(target)) {
        work.run();
      }
      mine.complete(target);
      return target;
    } catch (IOException | RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      inFlight.remove(target.toString());
    }
  }

  private static Path outcome(CompletableFuture<Path> other) throws IOException {
    try {
      return other.join();
    } catch (CompletionException e) {
      throw new IOException("Another instance could not get the image: " + e.getCause(), e);
    }
  }

  /// Work on the disk.
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
