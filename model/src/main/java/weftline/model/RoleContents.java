package weftline.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Finds the files that go into a role's image: the folder beside the definition that has the
/// role's name, and what the definition's `Contents` add.
final class RoleContents {
  private static final String ROOT = "\\approot\\";

  private final Path serviceDirectory;
  private final RoleDefinition role;
  private final SortedMap<String, Path> files = new TreeMap<>();

  private RoleContents(Path serviceDirectory, RoleDefinition role) {
    this.serviceDirectory = serviceDirectory;
    this.role = role;
  }

  /// Files by their path in the image.
  static SortedMap<String, Path> find(Path serviceDirectory, RoleDefinition role)
      throws IOException {
    RoleContents contents = new RoleContents(serviceDirectory, role);
    Path own = serviceDirectory.resolve(role.name());
    if (Files.isDirectory(own)) {
      contents.add(own, "");
    }
    for (RoleDefinition.Content content : role.contents()) {
      contents.add(content);
    }
    if (contents.files.isEmpty()) {
      throw new PackageException(
          "role '%s' has no files".formatted(role.name()),
          "put them into the folder %s beside the definition, or name a folder under Contents"
              .formatted(role.name()));
    }
    return contents.files;
  }

  private void add(RoleDefinition.Content content) throws IOException {
    Path source = serviceDirectory.resolve(content.sourceDirectory().replace('\\', '/'));
    if (!Files.isDirectory(source)) {
      throw new PackageException(
          "role '%s' wants the files of %s, which is no folder"
              .formatted(role.name(), content.sourceDirectory()),
          "build it first, or correct the path of its SourceDirectory");
    }
    add(source, content.destination().replace('\\', '/'));
  }

  private void add(Path source, String destination) throws IOException {
    Path target = Path.of(destination).normalize();
    if (target.isAbsolute() || target.startsWith("..")) {
      throw new PackageException(
          "the destination '%s' leads out of role '%s'".formatted(destination, role.name()),
          "name a folder inside the role, or '.'");
    }
    try (Stream<Path> walk = Files.walk(source)) {
      List<Path> found = walk.filter(each -> !Files.isDirectory(each)).sorted().toList();
      for (Path file : found) {
        addFile(file, target.resolve(source.relativize(file)).normalize());
      }
    }
  }

  private void addFile(Path file, Path inRole) throws PackageException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new PackageException(
          "%s is not an ordinary file".formatted(file), "replace links by what they lead to");
    }
    String path = ROOT + inRole.toString().replace('/', '\\');
    ImagePath.check(path);
    Path other = files.putIfAbsent(path, file);
    if (other != null) {
      throw new PackageException(
          "%s and %s are both to become %s".formatted(other, file, path),
          "leave one of them out of role '%s'".formatted(role.name()));
    }
    if (files.size() > PackageLimits.FILES_MAX) {
      throw new PackageException(
          "role '%s' has more than %,d files".formatted(role.name(), PackageLimits.FILES_MAX),
          "pack them into fewer, for example into a jar");
    }
  }
}
