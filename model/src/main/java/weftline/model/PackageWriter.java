package weftline.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes a package (`.cspkg`, format of 2012-03-15) of a folder that holds a service definition and
/// its roles' files. The same files give the same bytes.
public final class PackageWriter {
  /// The name of the definition in a service's folder.
  public static final String DEFINITION_FILE = "ServiceDefinition.csdef";

  /// The earliest time a zip file can hold, so that no clock shows in a package.
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final SortedMap<String, PackageManifest.Part> parts = new TreeMap<>();
  private final SortedMap<String, List<PackageManifest.FileEntry>> layouts = new TreeMap<>();

  /// Where the bytes of each part come from.
  private final SortedMap<String, Path> sources = new TreeMap<>();

  private long bytes;

  private PackageWriter() {}

  public static PackageReference write(
      Path serviceDirectory, ServiceDefinition definition, Path out) throws IOException {
    PackageWriter writer = new PackageWriter();
    writer.add(PackageManifest.DEFINITION, serviceDirectory.resolve(DEFINITION_FILE));
    Path policy = serviceDirectory.resolve(ServicePolicy.FILE);
    if (Files.isRegularFile(policy)) {
      writer.add(PackageManifest.POLICY, policy);
    }
    for (RoleDefinition role : definition.roles()) {
      writer.addRole(serviceDirectory, role);
    }
    writer.writeZip(out);
    return PackageReference.of(out);
  }

  private void addRole(Path serviceDirectory, RoleDefinition role) throws IOException {
    List<PackageManifest.FileEntry> files = new ArrayList<>();
    for (Map.Entry<String, Path> file : RoleContents.find(serviceDirectory, role).entrySet()) {
      files.add(new PackageManifest.FileEntry(file.getKey(), addContent(file.getValue())));
    }
    layouts.put(PackageManifest.layoutOf(role.name()), files);
  }

  /// The name of the part; files with the same content share one.
  private String addContent(Path file) throws IOException {
    Sha256 content = digest(file);
    String name = "LocalContent/" + content.hex().substring(0, 32);
    add(name, file, content);
    return name;
  }

  private void add(String name, Path file) throws IOException {
    add(name, file, digest(file));
  }

  private void add(String name, Path file, Sha256 content) throws IOException {
    if (sources.putIfAbsent(name, file) == null) {
      parts.put(name, new PackageManifest.Part(name, content));
      bytes += content.bytes();
    }
    if (bytes > PackageLimits.UNPACKED_BYTES_MAX) {
      throw new PackageException(
          "the files are more than %,d bytes".formatted(PackageLimits.UNPACKED_BYTES_MAX),
          "put data into blob storage instead of the package");
    }
  }

  private static Sha256 digest(Path file) throws IOException {
    if (Files.size(file) > PackageLimits.FILE_BYTES_MAX) {
      throw new PackageException(
          "%s has more than %,d bytes".formatted(file, PackageLimits.FILE_BYTES_MAX),
          "put data into blob storage instead of the package");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.of(in, PackageLimits.FILE_BYTES_MAX);
    }
  }

  private void writeZip(Path out) throws IOException {
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      entry(zip, "[Content_Types].xml", contentTypes());
      entry(zip, "_rels/.rels", relationships());
      entry(zip, PackageManifest.ENTRY, ManifestWriter.write(new PackageManifest(parts, layouts)));
      for (Map.Entry<String, Path> source : sources.entrySet()) {
        copy(zip, source.getKey(), source.getValue());
      }
    }
  }

  private void copy(ZipOutputStream zip, String name, Path source) throws IOException {
    begin(zip, name);
    PackageManifest.Part part = Objects.requireNonNull(parts.get(name));
    try (InputStream in = Files.newInputStream(source)) {
      if (!Sha256.copy(in, zip, PackageLimits.FILE_BYTES_MAX).equals(part.content())) {
        throw new PackageException(
            "%s changed while it was packed".formatted(source), "pack again when it is finished");
      }
    }
    zip.closeEntry();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    begin(zip, name);
    zip.write(content);
    zip.closeEntry();
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
  }

  private byte[] contentTypes() {
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels"\
             ContentType="application/vnd.openxmlformats-package.relationships+xml" />\
            <Default Extension="xml" ContentType="application/octet-stream" />\
            """);
    for (String name : sources.keySet()) {
      xml.append("<Override PartName=\"/%s\"".formatted(name))
          .append(" ContentType=\"application/octet-stream\" />");
    }
    return xml.append("</Types>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] relationships() {
    return """
    <?xml version="1.0" encoding="utf-8"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
    <Relationship Type="%s" Target="/%s" Id="R1" /></Relationships>\
    """
        .formatted(PackageManifest.RELATIONSHIP, PackageManifest.ENTRY)
        .getBytes(StandardCharsets.UTF_8);
  }
}
