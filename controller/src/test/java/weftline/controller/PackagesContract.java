package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.model.PackageReference;

/// What holds for every package store.
abstract class PackagesContract {
  private static final byte[] CONTENT = "a package".getBytes(StandardCharsets.UTF_8);
  private static final String SHA256 =
      "f60c3b0a55b8dc2ff01f1a1b0e17ab2a3f3fba44dd5da2ef8b8b8d0d45dca8d0";

  abstract Packages packages() throws IOException;

  @Test
  void givesBackWhatWasPut() throws IOException {
    Packages packages = packages();
    PackageReference reference = packages.put(sha256(), content());

    assertThat(reference).isEqualTo(new PackageReference(sha256(), CONTENT.length));
    assertThat(packages.find(sha256())).contains(reference);
    try (InputStream stored = packages.open(sha256())) {
      assertThat(stored.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void takesTheSameAgain() throws IOException {
    Packages packages = packages();
    packages.put(sha256(), content());

    assertThat(packages.put(sha256(), content()).sha256()).isEqualTo(sha256());
  }

  @Test
  void refusesContentThatHashesToSomethingElse() throws IOException {
    Packages packages = packages();

    assertThatThrownBy(() -> packages.put(SHA256, content()))
        .isInstanceOf(PackageRefusedException.class)
        .hasMessageContaining("not " + SHA256);
    assertThat(packages.find(SHA256)).isEmpty();
  }

  @Test
  void saysThatThereIsNoSuchPackage() throws IOException {
    Packages packages = packages();

    assertThat(packages.find(SHA256)).isEmpty();
    assertThatThrownBy(() -> packages.open(SHA256)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void listsWhatThereIs() throws IOException {
    Packages packages = packages();
    packages.put(sha256(), content());
    Packages.Page page = packages.list(Optional.empty());

    assertThat(page.packages()).extracting(Packages.Stored::sha256).containsExactly(sha256());
    assertThat(page.next()).isEmpty();
  }

  @Test
  void removesWhatWasListed() throws IOException {
    Packages packages = packages();
    packages.put(sha256(), content());
    Packages.Stored stored = packages.list(Optional.empty()).packages().getFirst();

    assertThat(packages.remove(stored)).isTrue();
    assertThat(packages.find(sha256())).isEmpty();
    assertThat(packages.claim(sha256())).isEmpty();
    assertThat(packages.remove(stored)).isTrue();
  }

  @Test
  void keepsWhatWasClaimedOrPutSince() throws IOException {
    Packages packages = packages();
    PackageReference reference = packages.put(sha256(), content());
    Packages.Stored stored = packages.list(Optional.empty()).packages().getFirst();
    assertThat(packages.claim(sha256())).contains(reference);
    assertThat(packages.remove(stored)).isFalse();

    Packages.Stored claimed = packages.list(Optional.empty()).packages().getFirst();
    packages.put(sha256(), content());
    assertThat(packages.remove(claimed)).isFalse();
    assertThat(packages.find(sha256())).contains(reference);
  }

  static String sha256() {
    return Sha256.of(CONTENT);
  }

  static InputStream content() {
    return new ByteArrayInputStream(CONTENT);
  }
}
