package weftline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import weftline.model.PackageReference;

/// Keeps packages and the role images taken from them, each fetched once however many instances ask
/// for it. Nodes on one machine may share a store.
public final class ImageStore {
  private static final int BUFFER = 64 * 1024;

  private final Path root;
  private final PackageSource source;
  private final RoleExtractor extractor;
  private final ConcurrentHashMap<String, CompletableFuture<Path>> inFlight =
      new ConcurrentHashMap<>();

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
    return new ImageStore(root, source, extractor);
  }

  /// The folder that holds the role's files, read-only. Waits until it is there.
  Path image(PackageReference wanted, String role) throws IOException {
    Path target = root.resolve("images").resolve(wanted.sha256()).resolve(role);
    return once(target, () -> extract(wanted, role, target));
  }

  private void extract(PackageReference wanted, String role, Path target) throws IOException {
    Path file = root.resolve("packages").resolve(wanted.sha256() + ".cspkg");
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
