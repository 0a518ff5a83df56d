package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tries every operation and holds the table in `docs/storage-compatibility.md` to what came out.
/// `-Dcompatibility.write=true` rewrites the table.
class CompatibilityTest {
  private static final Path PAGE = Path.of("..", "docs", "storage-compatibility.md");

  @Test
  void everyOperationHasATrial() throws IOException {
    assertThat(trials().keySet()).containsExactlyInAnyOrderElementsOf(Operation.all());
  }

  @Test
  void theTableSaysWhatWorks(@TempDir Path folder) throws IOException {
    Map<Operation, Verdict> verdicts = new TreeMap<>();
    try (AllServices services = AllServices.serve(folder);
        Scene scene = new Scene(services)) {
      trials().forEach((operation, trial) -> verdicts.put(operation, Verdict.of(trial, scene)));
    }
    CompatibilityPage page = new CompatibilityPage(Operation.all(), verdicts);
    if (Boolean.getBoolean("compatibility.write")) {
      Files.writeString(PAGE, page.render());
    }

    assertThat(CompatibilityPage.working(Files.readAllLines(PAGE)))
        .as("operations that the table says work")
        .isSubsetOf(page.working());
  }

  private static Map<Operation, Trial> trials() {
    Map<Operation, Trial> trials = new TreeMap<>();
    List.of(
            AppendBlobTrials.trials(),
            BlobTrials.trials(),
            BlobStateTrials.trials(),
            BlobCopyTrials.trials(),
            BlockBlobTrials.trials(),
            PageBlobTrials.trials(),
            ContainerTrials.trials(),
            ContainerListTrials.trials(),
            LeaseTrials.trials(),
            BlobServiceTrials.trials(),
            QueueTrials.trials(),
            QueueServiceTrials.trials(),
            TableTrials.trials(),
            EntityTrials.trials())
        .forEach(group ->
            group.forEach((name, trial) -> {
              Trial before = trials.put(Operation.parse(name), trial);
              assertThat(before).as(name).isNull();
            }));
    return trials;
  }
}
