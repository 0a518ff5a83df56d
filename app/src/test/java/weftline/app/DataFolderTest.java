package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.NodeId;

/// What is forgotten, and what is not.
class DataFolderTest {
  @TempDir Path root;

  @Test
  void forgetsAllButTheLock() throws IOException {
    DataFolder data = new DataFolder(root);
    Files.createDirectories(data.ledger());
    Files.createDirectories(NodeProgram.instances(data.node(new NodeId("n1"))));
    Files.writeString(data.ledger().resolve("1.log"), "entry");
    Files.writeString(data.token(), "secret");
    Files.writeString(root.resolve("lock"), "4711");
    data.reset();

    try (var left = Files.list(root)) {
      assertThat(left).containsExactly(root.resolve("lock"));
    }
  }

  @Test
  void hasNothingToForgetAtFirst() throws IOException {
    new DataFolder(root).reset();

    assertThat(root).isEmptyDirectory();
  }
}
