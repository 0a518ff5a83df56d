package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.kv.KeyValueStore;
import weftline.storage.CheckReport;
import weftline.storage.PlainRequest;

/// What happens to a blob while another operation on it is about to be committed.
class MeanwhileTest {
  private static final String BLOCKS = "<BlockList><Latest>QQ==</Latest></BlockList>";

  private final MeanwhileStore store = new MeanwhileStore();
  private Desk desk;
  private ExtentStore none;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    desk = new Desk(folder.resolve("desk"), store);
    none = ExtentStore.open(folder.resolve("none"), Runnable::run);
  }

  @AfterEach
  void close() {
    none.close();
    desk.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "delete", "blocklist"})
  void aSnapshotKeepsItsBytesWhileTheBlobGoes(String operation) {
    String content = "x".repeat(70_000);
    desk.send(Desk.put(content));
    desk.send(PlainRequest.of("DELETE", Desk.BLOB + "?snapshot=" + snapshot()));
    StringBuilder taken = new StringBuilder();
    store.meanwhile(() -> taken.append(snapshot()));

    String outcome =
        desk.outcome(
            switch (operation) {
              case "put" -> Desk.put("new");
              case "delete" -> Desk.delete();
              default -> Desk.change("blocklist").withBody("<BlockList></BlockList>");
            });
    desk.pass(Duration.ofHours(1));
    desk.collect();
    desk.collect();

    assertThat(outcome).isEqualTo(operation.equals("delete") ? "SnapshotsPresent" : "201");
    assertThat(desk.body(PlainRequest.of("GET", Desk.BLOB + "?snapshot=" + taken)))
        .isEqualTo(content);
  }

  @Test
  void aBlockThatIsStagedWhileAListIsCommittedDoesNotStay() {
    desk.send(block("QQ=="));
    store.meanwhile(() -> desk.send(block("Qg==")));
    desk.send(Desk.change("blocklist").withBody(BLOCKS));
    assertThat(orphans().orphans()).singleElement().asString().contains("a staged block of");

    desk.collect();
    assertThat(orphans().orphans()).isEmpty();
    assertThat(staged()).isTrue();

    desk.pass(Duration.ofDays(8));
    desk.collect();
    assertThat(staged()).isFalse();
    assertThat(desk.body(Desk.get())).isEqualTo("QQ==");
  }

  @Test
  void aBlockThatWasLeftIsClearedByTheNextPut() {
    desk.send(block("QQ=="));
    store.meanwhile(() -> desk.send(block("Qg==")));
    desk.send(Desk.change("blocklist").withBody(BLOCKS));
    desk.collect();

    desk.send(Desk.put("new"));

    assertThat(staged()).isFalse();
  }

  private String snapshot() {
    return desk.header(Desk.change("snapshot"), "x-ms-snapshot");
  }

  private static PlainRequest block(String id) {
    return Desk.change("block&blockid=" + id).withBody(id);
  }

  private boolean staged() {
    String list =
        desk.body(PlainRequest.of("GET", Desk.BLOB + "?comp=blocklist&blocklisttype=all"));
    return list.contains("Qg==");
  }

  private CheckReport orphans() {
    CheckReport report = new CheckReport(_ -> {});
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      BlobCheck.run(snapshot, none, report);
    }
    return report;
  }
}
