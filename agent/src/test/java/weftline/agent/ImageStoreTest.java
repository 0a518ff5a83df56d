package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.PackageReference;

/// Packages and images on a node's disk.
class ImageStoreTest {
  private static final PackageReference HELLO =
      new PackageReference("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 5);

  @TempDir private Path folder;
  private final AtomicInteger fetches = new AtomicInteger();

  @Test
  void fetchesAPackageOnceAndTakesEveryRoleFromIt() throws IOException {
    var store = store("hello");
    Path web = store.image(HELLO, "web");
    Path worker = store.image(HELLO, "worker");
    store.image(HELLO, "web");
    assertThat(web.resolve("role")).hasContent("web");
    assertThat(worker.resolve("role")).hasContent("worker");
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aDamagedPackageIsRefusedAndFetchedAgainNextTime() throws IOException {
    var store = store("hullo");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> store.image(HELLO, "web")).hasMessageContaining("damaged");
    }
    assertThat(fetches).hasValue(2);
  }

  @Test
  void whatWasFetchedOutlivesTheStore() throws IOException {
    store("hello").image(HELLO, "web");
    store("hello").image(HELLO, "web");
    assertThat(fetches).hasValue(1);
  }

  @Test
  void keepsThePackagesThatWereAskedForLast() throws IOException {
    var content = new AtomicReference<>("");
    var store = store(content::get);
    for (int i = 0; i <= ImageStore.PACKAGES_KEPT; i++) {
      content.set("package " + i);
      store.image(reference(content.get()), "web");
      content.set("package 0");
      store.image(reference("package 0"), "web");
    }
    assertThat(names("packages")).hasSize(ImageStore.PACKAGES_KEPT);
    assertThat(names("images"))
        .hasSize(ImageStore.PACKAGES_KEPT)
        .contains(reference("package 0").sha256())
        .doesNotContain(reference("package 1").sha256());
  }

  @Test
  void thatThereAreTooManyIsSeenAlsoAfterARestart() throws IOException {
    for (int i = 0; i <= ImageStore.PACKAGES_KEPT; i++) {
      String content = "package " + i;
      store(content).image(reference(content), "web");
    }
    assertThat(names("packages")).hasSize(ImageStore.PACKAGES_KEPT);
  }

  private static PackageReference reference(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return new PackageReference(HexFormat.of().formatHex(digest), content.length());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private List<String> names(String part) throws IOException {
    try (var all = Files.list(folder.resolve(part))) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  private ImageStore store(String content) throws IOException {
    return store(() -> content);
  }

  private ImageStore store(Supplier<String> content) throws IOException {
    return ImageStore.open(
        folder,
        (wanted, target) -> {
          fetches.incrementAndGet();
          Files.write(target, content.get().getBytes(StandardCharsets.UTF_8));
        },
        (file, role, target) -> Files.writeString(target.resolve("role"), role));
  }
}
