package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.StoreException;

/// Who asks for a backup gets an answer, whatever happens to it.
class BackupRequestsTest {
  @TempDir Path folder;

  @Test
  void saysThatItIsDone() throws IOException {
    BackupRequests requests = new BackupRequests(folder);
    List<Path> made = new ArrayList<>();
    String name = requests.ask(folder.resolve("copy"));
    assertThat(requests.isDone(name)).isFalse();

    requests.serve(made::add);

    assertThat(requests.isDone(name)).isTrue();
    assertThat(made).containsExactly(folder.resolve("copy").toAbsolutePath());
  }

  @Test
  void saysWhyThereIsNone() throws IOException {
    BackupRequests requests = new BackupRequests(folder);
    String one = requests.ask(folder.resolve("one"));
    requests.serve(_ -> {
      throw new IOException("no such disk");
    });
    String other = requests.ask(folder.resolve("other"));
    requests.serve(_ -> {
      throw new StoreException("the engine is broken");
    });

    assertThatThrownBy(() -> requests.isDone(one)).hasMessageContaining("no such disk");
    assertThatThrownBy(() -> requests.isDone(other)).hasMessageContaining("the engine is broken");
  }
}
