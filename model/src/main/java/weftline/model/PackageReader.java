package weftline.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Reads a package that anybody may have made: checks every hash, and refuses what would write
/// outside the folder it is unpacked to or would unpack without end.
public final class PackageReader implements AutoCloseable {
  private static final String CURE = "make the package again and upload it again";

  private final ZipFile zip;
  private final PackageManifest manifest;

  private PackageReader(ZipFile zip, PackageManifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  public static PackageReader open(Path file) throws IOException {
    if (Files.size(file) > PackageLimits.PACKAGE_BYTES_MAX) {
      throw new PackageException(
          "the package has more than %,d bytes".formatted(PackageLimits.PACKAGE_BYTES_MAX),
          "put data into blob storage instead of the package");
    }
    ZipFile zip = openZip(file);
    try {
      checkEntries(zip);
      return new PackageReader(zip, manifest(zip));
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  /// The text of the service definition.
  public SourceText definition() throws IOException {
    return text(PackageManifest.DEFINITION, PackageWriter.DEFINITION_FILE);
  }

  /// Reads and checks the `weftline.xml` of the package; nothing and no finding if it has none.
  public ServicePolicyReader.Reading policy(ServiceDefinition definition) throws IOException {
    return manifest.parts().containsKey(PackageManifest.POLICY)
        ? ServicePolicyReader.read(text(PackageManifest.POLICY, ServicePolicy.FILE), definition)
        : ServicePolicyReader.Reading.NONE;
  }

  /// Fails unless there are files for every role of the definition.
  public void checkHolds(ServiceDefinition definition) throws PackageException {
    for (RoleDefinition role : definition.roles()) {
      files(role.name());
    }
  }

  /// Fails unless every part is as the manifest says. Reads the whole package.
  public void verify() throws IOException {
    long unpacked = 0;
    for (PackageManifest.Part part : manifest.parts().values()) {
      unpacked += part.content().bytes();
      checkUnpacked(unpacked);
      copy(part, OutputStream.nullOutputStream());
    }
  }

  /// Writes a role's image into an empty folder: the role's own files are under `approot`. Programs
  /// and scripts with a `#!` line become executable, for the format does not say which files are.
  public void extractRole(String role, Path targetDirectory) throws IOException {
    long unpacked = 0;
    for (PackageManifest.FileEntry file : files(role)) {
      PackageManifest.Part part = part(file.part());
      unpacked += part.content().bytes();
      checkUnpacked(unpacked);
      Path target = ImagePath.under(targetDirectory, file.path());
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
        copy(part, out);
      }
      Executables.mark(target);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private SourceText text(String name, String file) throws IOException {
    PackageManifest.Part part = part(name);
    if (part.content().bytes() > SourceText.LENGTH_MAX) {
      throw damaged("its %s is too long".formatted(file));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(part, out);
    return SourceText.of(file, out.toByteArray());
  }

  private static ZipFile openZip(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException _) {
      throw damaged("it is no zip file, or it was cut off");
    }
  }

  private static void checkEntries(ZipFile zip) throws PackageException {
    if (zip.size() > PackageLimits.FILES_MAX + 16) {
      throw damaged("it has more than %,d entries".formatted(PackageLimits.FILES_MAX));
    }
    if (zip.getEntry(PackageManifest.ENTRY) == null) {
      throw new PackageException(
          "this is no package: it has no " + PackageManifest.ENTRY,
          "packages of other formats must be converted (cspack /useCtpPackageFormat) or packed"
              + " again");
    }
  }

  private static PackageManifest manifest(ZipFile zip) throws IOException {
    try (InputStream in = entry(zip, PackageManifest.ENTRY)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Sha256.copy(in, out, PackageLimits.MANIFEST_BYTES_MAX);
      return ManifestReader.read(new ByteArrayInputStream(out.toByteArray()));
    } catch (ZipException _) {
      throw damaged("its manifest is damaged");
    }
  }

  private static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw damaged("it lacks the entry '%s'".formatted(name));
    }
    return zip.getInputStream(entry);
  }

  private List<PackageManifest.FileEntry> files(String role) throws PackageException {
    List<PackageManifest.FileEntry> files = manifest.layouts().get(PackageManifest.layoutOf(role));
    if (files == null || files.isEmpty()) {
      throw new PackageException(
          "the package has no files for role '%s'".formatted(role),
          "pack the service again: 'wfl pack' refuses a role without files");
    }
    return files;
  }

  private PackageManifest.Part part(String name) throws PackageException {
    PackageManifest.Part part = manifest.parts().get(name);
    if (part == null) {
      throw damaged("it lacks the part '%s'".formatted(name));
    }
    return part;
  }

  private void copy(PackageManifest.Part part, OutputStream out) throws IOException {
    try (InputStream in = entry(zip, part.entry())) {
      if (!Sha256.copy(in, out, part.content().bytes()).equals(part.content())) {
        throw damaged("part '%s' is not what its hash says".formatted(part.entry()));
      }
    } catch (ZipException _) {
      throw damaged("part '%s' is damaged".formatted(part.entry()));
    }
  }

  private static void checkUnpacked(long bytes) throws PackageException {
    if (bytes > PackageLimits.UNPACKED_BYTES_MAX) {
      throw damaged(
          "it unpacks to more than %,d bytes".formatted(PackageLimits.UNPACKED_BYTES_MAX));
    }
  }

  private static PackageException damaged(String what) {
    return new PackageException("the package cannot be read: " + what, CURE);
  }
}
