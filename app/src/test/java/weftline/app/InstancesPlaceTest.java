package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where instances live, seen by those who run them.
class InstancesPlaceTest {
  private static final Path SHARED = Path.of("/shared");

  @TempDir private Path root;
  private Path node;

  @BeforeEach
  void close() throws IOException {
    Path home = Files.createDirectory(root.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    node = home.resolve("data/n/n1");
  }

  @Test
  void underTheNodesFolderForAPerson() {
    assertThat(new InstancesPlace("ann", SHARED).of(node)).isEqualTo(node.resolve("i"));
  }

  @Test
  void whereOthersMayEnterForRoot() {
    Path place = new InstancesPlace("root", SHARED).of(node);

    assertThat(place.getParent()).isEqualTo(SHARED);
    assertThat(place).isEqualTo(new InstancesPlace("root", SHARED).of(node));
    assertThat(new InstancesPlace("root", SHARED).of(node.resolveSibling("n2")))
        .isNotEqualTo(place);
  }

  @Test
  void underTheNodesFolderForRootWhereItIsOpen() {
    Path open = Path.of("/weftline/n/n1");

    assertThat(new InstancesPlace("root", SHARED).of(open)).isEqualTo(open.resolve("i"));
  }
}
