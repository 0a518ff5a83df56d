package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders with everything in them.
class FileTreesTest {
  @TempDir private Path folder;
  private Path tree;

  @BeforeEach
  void grow() throws IOException {
    tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("bin"));
    Files.writeString(tree.resolve("bin/run"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        tree.resolve("bin/run"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(tree.resolve("data"), "12345");
  }

  @Test
  void aCopyOfAReadOnlyTreeMayBeWrittenAndRun() throws IOException {
    FileTrees.makeReadOnly(tree);
    FileTrees.copy(tree, folder.resolve("copy"));
    assertThat(Files.getPosixFilePermissions(tree.resolve("data")))
        .doesNotContain(PosixFilePermission.OWNER_WRITE);
    assertThat(Files.getPosixFilePermissions(folder.resolve("copy/bin/run")))
        .contains(PosixFilePermission.OWNER_WRITE, PosixFilePermission.OTHERS_EXECUTE);
    assertThat(folder.resolve("copy/data")).hasContent("12345");
  }

  @Test
  void bytesAddUp() throws IOException {
    assertThat(FileTrees.bytes(tree)).isEqualTo(15);
  }

  @Test
  void deletingLeavesWhatALinkPointsTo() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "stays");
    Files.createSymbolicLink(tree.resolve("link"), outside);
    FileTrees.delete(tree);
    assertThat(tree).doesNotExist();
    assertThat(outside).hasContent("stays");
    FileTrees.delete(tree);
  }

  @Test
  void aClearedFolderIsEmpty() throws IOException {
    FileTrees.clear(tree);
    assertThat(tree).isEmptyDirectory();
  }
}
