package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackagePartsTest {
  private static final Sha256 HASH = hash("hello");

  private static final PackageManifest MANIFEST =
      new PackageManifest(
          Map.of(
              "LocalContent/1", new PackageManifest.Part("LocalContent/1", HASH),
              "ServiceDefinition/a", new PackageManifest.Part("ServiceDefinition/a", HASH)),
          Map.of(
              "Roles/web",
              List.of(
                  new PackageManifest.FileEntry("\\approot\\<&>.txt", "LocalContent/1"),
                  new PackageManifest.FileEntry("\\approot\\b", "LocalContent/1")),
              "Roles/worker",
              List.of(new PackageManifest.FileEntry("\\approot\\c", "LocalContent/1"))));

  @Test
  void aManifestIsReadAsItWasWritten() throws IOException {
    assertThat(read(text())).isEqualTo(MANIFEST);
  }

  @Test
  void theSameManifestGivesTheSameText() {
    assertThat(text()).isEqualTo(text()).contains("IntegrityCheckHashAlgortihm>Sha256<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<LengthInBytes>5</LengthInBytes>|<LengthInBytes>five</LengthInBytes>|has the length five",
        "<LengthInBytes>5</LengthInBytes>|<LengthInBytes>-5</LengthInBytes>|has the length -5",
        "<LengthInBytes>5</LengthInBytes>|<LengthInBytes>99999999999</LengthInBytes>|has the length",
        ">Sha256<|>None<|has no SHA-256 hash",
        "<Name>LocalContent/1</Name>|<Nom>LocalContent/1</Nom>|lacks a Name",
        "<FilePath>|<Path>|not well-formed",
        "</PackageDefinition>|</Package|not well-formed",
      })
  void aDamagedManifestIsRefused(String found, String replacement, String message) {
    String damaged = text().replace(found, replacement);

    assertThat(damaged).isNotEqualTo(text());
    assertThatThrownBy(() -> read(damaged)).hasMessageContaining(message);
  }

  @Test
  void aHashThatIsNoneIsRefused() {
    assertThatThrownBy(() -> read(text().replace(HASH.base64(), "*no*")))
        .hasMessage("'*no*' is no hash");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\approot\\a.jar", "/approot/lib/a.jar", "approot\\a b.txt", "\\a"})
  void pathsInsideAreAllowed(String path) {
    assertThatCode(() -> ImagePath.check(path)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\\",
        "\\..",
        "\\a\\..\\b",
        "\\.\\a",
        "\\a\\\\b",
        "C:\\a",
        "\\a:b",
        "\\a\u0000b",
        "\\a\n",
        "\\a\\",
        "//host/share"
      })
  void pathsThatMightLeadOutAreNot(String path) {
    assertThatThrownBy(() -> ImagePath.check(path)).hasMessageContaining("cannot be in a role");
  }

  @Test
  void pathsAreNotLongerThanSystemsTake() {
    String path = "\\" + "a".repeat(PackageLimits.PATH_LENGTH_MAX);

    assertThatThrownBy(() -> ImagePath.check(path)).hasMessageContaining("...");
  }

  @Test
  void aPathIsPutUnderItsFolder() throws IOException {
    assertThat(ImagePath.under(Path.of("image"), "\\approot\\lib\\a.jar"))
        .isEqualTo(Path.of("image", "approot", "lib", "a.jar"));
  }

  @Test
  void aCopyIsHashedOnItsWay() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sha256 copied = Sha256.copy(stream("hello"), out, 5);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
    assertThat(copied).isEqualTo(HASH);
    assertThat(copied.hex())
        .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    assertThat(Sha256.ofBase64(copied.base64(), 5)).isEqualTo(copied);
  }

  @Test
  void aCopyEndsAtItsLimit() {
    assertThatThrownBy(() -> Sha256.of(stream("hello"), 4))
        .hasMessage("a part is longer than the 4 bytes it may have");
  }

  private static String text() {
    return new String(ManifestWriter.write(MANIFEST), StandardCharsets.UTF_8);
  }

  private static PackageManifest read(String text) throws IOException {
    return ManifestReader.read(stream(text));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Sha256 hash(String text) {
    try {
      return Sha256.of(stream(text), 100);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
