package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
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

  private ImageStore store(String content) throws IOException {
    return ImageStore.open(
        folder,
        (wanted, target) -> {
          fetches.incrementAndGet();
          Files.write(target, content.getBytes(StandardCharsets.UTF_8));
        },
        (file, role, target) -> Files.writeString(target.resolve("role"), role));
  }
}
