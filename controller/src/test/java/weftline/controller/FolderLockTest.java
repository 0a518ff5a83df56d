package weftline.controller;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One folder, one program.
class FolderLockTest {
  @TempDir Path folder;

  @Test
  void namesWhoHasTheFolder() throws IOException {
    try (FolderLock _ = FolderLock.take(folder)) {
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOf(FolderInUseException.class)
          .hasMessageContaining("in use by pid " + ProcessHandle.current().pid());
    }
  }

  @Test
  void givesTheFolderBackWhenClosed() throws IOException {
    FolderLock.take(folder).close();

    assertThatCode(() -> FolderLock.take(folder).close()).doesNotThrowAnyException();
  }
}
