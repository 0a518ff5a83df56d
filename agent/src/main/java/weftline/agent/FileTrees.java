package weftline.agent;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is done to a folder with everything in it. Symbolic links are never followed.
final class FileTrees {
  private static final Set<PosixFilePermission> WRITE =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private FileTrees() {}

  static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(root, new Delete());
  }

  static void clear(Path folder) throws IOException {
    delete(folder);
    Files.createDirectories(folder);
  }

  /// Copies with each file's own executable bit; the copy may be written by its owner.
  static void copy(Path source, Path target) throws IOException {
    Files.walkFileTree(source, new Copy(source, target));
  }

  /// Takes every right to write away, so that a mistake shows where it is made.
  static void makeReadOnly(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            rights.removeAll(WRITE);
            rights.add(PosixFilePermission.OTHERS_READ);
            Files.setPosixFilePermissions(file, rights);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// The bytes in all files. Files that go away meanwhile do not count.
  static long bytes(Path root) throws IOException {
    var sum = new Sum();
    Files.walkFileTree(root, sum);
    return sum.bytes;
  }

  static void giveTo(Path root, int user) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            return give(folder);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return give(file);
          }

          private FileVisitResult give(Path path) throws IOException {
            Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Deletes bottom up.
  private static final class Delete extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  /// Copies top down.
  private static final class Copy extends SimpleFileVisitor<Path> {
    private final Path source;
    private final Path target;

    private Copy(Path source, Path target) {
      this.source = source;
      this.target = target;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(target.resolve(source.relativize(folder)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Path copy = target.resolve(source.relativize(file));
      Files.copy(file, copy);
      Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      rights.add(PosixFilePermission.OWNER_WRITE);
      Files.setPosixFilePermissions(copy, rights);
      return FileVisitResult.CONTINUE;
    }
  }

  /// Adds file sizes up.
  private static final class Sum extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
