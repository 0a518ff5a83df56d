package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageTest {
  @TempDir Path folder = Path.of("");

  private Path service = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void writeService() throws IOException {
    service = folder.resolve("shop");
    file = folder.resolve("shop.cspkg");
    write("ServiceDefinition.csdef", Samples.DEFINITION);
    write("web/Web.java", "void main() {}");
    write("web/static/page.html", "<html>");
    write("worker/Worker.java", "void main() {}");
    write("worker/prepare.sh", "#!/bin/sh\nexit 0\n");
    write("shared/lib/a.txt", "a");
  }

  @Test
  void whatIsPackedCanBeUnpacked() throws IOException {
    PackageReference reference = pack();
    try (PackageReader reader = PackageReader.open(file)) {
      reader.verify();
      reader.checkHolds(Samples.definition());
      reader.extractRole("web", folder.resolve("web-image"));
      reader.extractRole("worker", folder.resolve("worker-image"));

      assertThat(reader.definition().text()).isEqualTo(Samples.DEFINITION);
    }
    assertThat(reference.bytes()).isEqualTo(Files.size(file));
    assertThat(folder.resolve("web-image/approot/Web.java")).hasContent("void main() {}");
    assertThat(folder.resolve("web-image/approot/static/page.html")).hasContent("<html>");
    assertThat(folder.resolve("worker-image/approot/lib/a.txt")).hasContent("a");
    assertThat(folder.resolve("worker-image/approot/prepare.sh")).isExecutable();
  }

  @Test
  void theSameFilesGiveTheSameBytes() throws IOException {
    PackageReference first = pack();
    Files.setLastModifiedTime(service.resolve("web/Web.java"), FileTime.from(Instant.EPOCH));

    assertThat(pack()).isEqualTo(first);
  }

  @Test
  void theSameContentIsStoredOnce() throws IOException {
    pack();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().filter(each -> each.getName().startsWith("LocalContent/")))
          .hasSize(4);
    }
  }

  @Test
  void aRoleWithoutFilesIsRefused() throws IOException {
    Files.delete(service.resolve("web/static/page.html"));
    Files.delete(service.resolve("web/Web.java"));

    assertThatThrownBy(this::pack)
        .isInstanceOfSatisfying(
            PackageException.class, e -> assertThat(e.cure()).contains("the folder web"))
        .hasMessage("role 'web' has no files");
  }

  @Test
  void aMissingSourceDirectoryIsNamed() throws IOException {
    Files.delete(service.resolve("shared/lib/a.txt"));
    Files.delete(service.resolve("shared/lib"));

    assertThatThrownBy(this::pack).hasMessageContaining("shared\\lib, which is no folder");
  }

  @Test
  void twoFilesForOnePlaceAreRefused() throws IOException {
    write("worker/lib/a.txt", "b");

    assertThatThrownBy(this::pack).hasMessageContaining("are both to become \\approot\\lib\\a.txt");
  }

  @Test
  void linksAreRefused() throws IOException {
    Files.createSymbolicLink(service.resolve("web/link"), Path.of("/etc/passwd"));

    assertThatThrownBy(this::pack).hasMessageContaining("is not an ordinary file");
  }

  @Test
  void aRoleThatIsNotThereIsNamed() throws IOException {
    pack();
    rewrite(PackageManifest.ENTRY, text -> text.replace("Roles/worker", "Roles/other"));

    try (PackageReader reader = PackageReader.open(file)) {
      assertThatThrownBy(() -> reader.checkHolds(Samples.definition()))
          .hasMessage("the package has no files for role 'worker'");
    }
  }

  @Test
  void changedContentIsFound() throws IOException {
    pack();
    String part = partOf("<html>");
    rewrite(part, _ -> "<htmx>");

    try (PackageReader reader = PackageReader.open(file)) {
      assertThatThrownBy(reader::verify).hasMessageContaining("is not what its hash says");
      assertThatThrownBy(() -> reader.extractRole("web", folder.resolve("image")))
          .hasMessageContaining("is not what its hash says");
    }
  }

  @Test
  void contentThatIsLongerThanItsLengthIsNotUnpacked() throws IOException {
    pack();
    rewrite(partOf("<html>"), _ -> "x".repeat(5_000_000));

    try (PackageReader reader = PackageReader.open(file)) {
      assertThatThrownBy(reader::verify).hasMessageContaining("is longer than the 6 bytes");
    }
  }

  @Test
  void pathsThatLeadOutAreRefused() throws IOException {
    for (String path : new String[] {"\\..\\..\\evil", "/etc/../../evil", "C:\\evil", "\\a\\\\b"}) {
      pack();
      rewrite(PackageManifest.ENTRY, text -> text.replace("\\approot\\Web.java", path));

      try (PackageReader reader = PackageReader.open(file)) {
        assertThatThrownBy(() -> reader.extractRole("web", folder.resolve("image")))
            .hasMessageContaining("cannot be in a role");
      }
    }
  }

  @Test
  void otherFilesAreNoPackages() throws IOException {
    Files.writeString(file, "hello");
    assertThatThrownBy(() -> PackageReader.open(file)).hasMessageContaining("no zip file");

    pack();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> PackageReader.open(file)).hasMessageContaining("was cut off");
  }

  @Test
  void aDocumentTypeInTheManifestIsRefused() throws IOException {
    pack();
    rewrite(
        PackageManifest.ENTRY,
        text ->
            text.replace("<PackageDefinition", "<!DOCTYPE a [<!ENTITY b 'c'>]><PackageDefinition"));

    assertThatThrownBy(() -> PackageReader.open(file)).hasMessageContaining("document type");
  }

  private PackageReference pack() throws IOException {
    return PackageWriter.write(service, Samples.definition(), file);
  }

  private void write(String name, String text) throws IOException {
    Path target = service.resolve(name);
    Files.createDirectories(target.resolve("..").normalize());
    Files.writeString(target, text);
  }

  private String partOf(String content) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (text(zip, entry).equals(content)) {
          return entry.getName();
        }
      }
    }
    throw new IllegalStateException("no part holds " + content);
  }

  /// Changes one entry of the package and leaves the others alone.
  private void rewrite(String entry, UnaryOperator<String> change) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry each : zip.stream().toList()) {
        entries.put(each.getName(), text(zip, each));
      }
    }
    entries.computeIfPresent(entry, (_, text) -> change.apply(text));
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> each : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(each.getKey()));
        out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
