package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.core.Event;
import weftline.model.DeploymentId;
import weftline.model.ServiceModel;
import weftline.model.Slot;

/// The past, read beside the one who writes.
class RaftHistoryTest {
  private static final int ENTRIES = 60;
  private static final Group GROUP =
      new Group(0, List.of(PlayedGroup.peer(1)), List.of(PlayedGroup.peer(1)));

  @TempDir Path folder;

  private Position now = Position.START;

  @BeforeEach
  void write() throws IOException {
    try (RaftFiles files = RaftFiles.open(folder, 8 << 10, () -> Long.MAX_VALUE, Runnable::run)) {
      for (int i = 1; i <= ENTRIES; i++) {
        add(files, i);
        if (i % 20 == 0) {
          files.persistSnapshotChunk(
              Models.chunk(new LetterHead.Spot(i, 1), GROUP, SavedState.of(now)));
        }
      }
    }
  }

  private void add(RaftFiles files, int index) throws IOException {
    Payload payload = Payload.of(new Proposal.Batch(LedgerContract.entry(index)));
    files.persistLogEntries(List.of(Models.entry(index, 1, payload.bytes())));
    files.flush();
    now = now.after(LedgerContract.entry(index));
  }

  @Test
  void showsTheFabricAtATime() throws IOException {
    for (int event : List.of(1, 19, 20, 21, 45, 60)) {
      Instant time = LedgerContract.AT.plusSeconds(event).plusMillis(500);
      Position found = new RaftHistory(folder).at(time, now).orElseThrow();

      assertThat(found.next()).isEqualTo(event + 1);
      assertThat(found.state().nodes().values()).hasSize(event);
    }
  }

  @Test
  void showsTheFabricAfterAnEvent() throws IOException {
    Position found = new RaftHistory(folder).upTo(33, now).orElseThrow();

    assertThat(found.state().nodes().values()).hasSize(33);
  }

  @Test
  void theFutureIsThePresent() throws IOException {
    assertThat(new RaftHistory(folder).upTo(1_000, now).orElseThrow().next()).isEqualTo(now.next());
  }

  @Test
  void leavesOutWhatIsNotAgreedOn() throws IOException {
    Position earlier = new RaftHistory(folder).upTo(50, now).orElseThrow();

    assertThat(new RaftHistory(folder).at(Instant.MAX, earlier).orElseThrow().next()).isEqualTo(51);
  }

  @Test
  void aReplayLeadsToThePresent() throws IOException {
    assertThat(new RaftHistory(folder).verify(now))
        .contains(new History.Verification(1, ENTRIES, 3, Optional.empty()));
  }

  /// It was away, and was given a checkpoint when it came back.
  @Test
  void whatWasMissedIsNotShown() throws IOException {
    miss(40);
    RaftHistory history = new RaftHistory(folder);

    assertThat(history.upTo(59, now).orElseThrow().next()).isEqualTo(60);
    assertThat(history.upTo(80, now)).isEmpty();
    assertThat(history.upTo(102, now).orElseThrow().next()).isEqualTo(103);
    assertThat(history.verify(now))
        .contains(new History.Verification(101, 105, 0, Optional.empty()));
  }

  private void miss(int count) throws IOException {
    try (RaftFiles files = RaftFiles.open(folder, 8 << 10, () -> Long.MAX_VALUE, Runnable::run)) {
      int last = ENTRIES + count;
      for (int i = ENTRIES + 1; i <= last; i++) {
        now = now.after(LedgerContract.entry(i));
      }
      SavedState brought = SavedState.of(SavedState.of(now).bytes());
      files.persistSnapshotChunk(Models.chunk(new LetterHead.Spot(last, 1), GROUP, brought));
      for (int i = last + 1; i <= last + 5; i++) {
        add(files, i);
      }
    }
  }

  /// It stands in no checkpoint, and the log still leads there.
  @Test
  void aPackageThatWasNamedForAWhileIsHeld() throws IOException {
    DeploymentId shop = new DeploymentId("d1");
    ServiceModel model = new SmallService().model();
    RaftHistory history = new RaftHistory(folder);
    assertThat(history.images()).isEmpty();

    happen(
        new Event.DeploymentCreated(
            shop, model.name(), Slot.PRODUCTION, "v1", model, Instant.EPOCH),
        new Event.DeploymentDeleted(shop));

    assertThat(now.state().deployments().values()).isEmpty();
    assertThat(history.images()).containsExactly(model.image().sha256());
  }

  /// This controller was away when it was deployed.
  @Test
  void aPackageThatACheckpointAloneNamesIsHeld() throws IOException {
    ServiceModel model = new SmallService().model();
    Event missed =
        new Event.DeploymentCreated(
            new DeploymentId("d1"), model.name(), Slot.PRODUCTION, "v1", model, Instant.EPOCH);
    now = now.after(new Entry(now.next(), now.at(), List.of(missed)));
    SavedState brought = SavedState.of(SavedState.of(now).bytes());
    try (RaftFiles files = RaftFiles.open(folder, 8 << 10, () -> Long.MAX_VALUE, Runnable::run)) {
      files.persistSnapshotChunk(Models.chunk(new LetterHead.Spot(ENTRIES + 1, 1), GROUP, brought));
    }

    assertThat(new RaftHistory(folder).images()).containsExactly(model.image().sha256());
  }

  private void happen(Event... events) throws IOException {
    try (RaftFiles files = RaftFiles.open(folder, 8 << 10, () -> Long.MAX_VALUE, Runnable::run)) {
      Entry entry = new Entry(now.next(), now.at(), List.of(events));
      Payload payload = Payload.of(new Proposal.Batch(entry));
      files.persistLogEntries(List.of(Models.entry(ENTRIES + 1, 1, payload.bytes())));
      files.flush();
      now = now.after(entry);
    }
  }

  @Test
  void anotherPresentIsNoticed() throws IOException {
    Position other = new Position(Position.START.state(), now.next(), now.at());
    History.Verification found = new RaftHistory(folder).verify(other).orElseThrow();

    assertThat(found.difference()).contains("the present is another one than event 60 leads to");
  }
}
