package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.microraft.model.log.LogEntry;
import io.microraft.model.log.SnapshotEntry;
import io.microraft.persistence.RestoredRaftState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the consensus library hands over to be kept, and what it gets back.
class RaftFilesTest {
  private static final int SEGMENT_BYTES = 16 << 10;
  private static final Group GROUP =
      new Group(0, List.of(PlayedGroup.peer(1)), List.of(PlayedGroup.peer(1)));

  @TempDir Path folder;

  private long usable = Long.MAX_VALUE;

  @Test
  void aTruncatedPlaceIsTakenByAnother() throws IOException {
    try (RaftFiles files = open()) {
      introduce(files);
      add(files, 1, 1);
      add(files, 2, 1);
      add(files, 3, 1);
      files.flush();
      files.truncateLogEntriesFrom(2);
      files.flush();
      add(files, 2, 2);
      files.flush();
    }

    try (RaftFiles files = open()) {
      List<LogEntry> entries = restored(files).getLogEntries();
      assertThat(entries).extracting(LogEntry::getIndex).containsExactly(1L, 2L);
      assertThat(entries).extracting(LogEntry::getTerm).containsExactly(1, 2);
    }
  }

  @Test
  void whatWasNotSyncedIsNotThere() throws IOException {
    try (RaftFiles files = open()) {
      introduce(files);
      add(files, 1, 1);
      files.flush();
      add(files, 2, 1);
    }

    try (RaftFiles files = open()) {
      assertThat(restored(files).getLogEntries()).hasSize(1);
    }
  }

  @Test
  void aVoteIsRemembered() throws IOException {
    try (RaftFiles files = open()) {
      introduce(files);
      files.persistAndFlushTerm(
          Models.FACTORY
              .createRaftTermPersistentStateBuilder()
              .setTerm(7)
              .setVotedFor(new Voter(PlayedGroup.peer(2)))
              .build());
    }

    try (RaftFiles files = open()) {
      assertThat(restored(files).getTermPersistentState().getTerm()).isEqualTo(7);
      assertThat(restored(files).getTermPersistentState().getVotedFor())
          .isEqualTo(new Voter(PlayedGroup.peer(2)));
    }
  }

  @Test
  void whatLiesBeforeTheOldestCheckpointIsForgotten() throws IOException {
    try (RaftFiles files = open()) {
      introduce(files);
      Position position = Position.START;
      for (int i = 1; i <= 300; i++) {
        position = position.after(LedgerContract.entry(i));
        add(files, i, 1);
        files.flush();
        if (i % 20 == 0) {
          checkpoint(files, i, position);
        }
      }
    }

    assertThat(RaftCheckpointFile.all(folder)).hasSize(RaftCheckpointFile.KEPT);
    assertThat(Segment.open(DurableFiles.list(folder, Segment.ENDING).getFirst()).first())
        .isBetween(2L, 120L);
    try (RaftFiles files = open()) {
      SnapshotEntry checkpoint = Objects.requireNonNull(restored(files).getSnapshotEntry());
      assertThat(checkpoint.getIndex()).isEqualTo(300);
      assertThat(Models.state(checkpoint).position().next()).isEqualTo(301);
      assertThat(files.history()).last().isEqualTo(LedgerContract.entry(300));
    }
  }

  /// A large state would otherwise be written more often than all that happens to it.
  @Test
  void aCheckpointWaitsUntilTheLogHasBecomeLonger() throws IOException {
    Position large = Position.START.after(LedgerContract.entry(1, 2_000));
    try (RaftFiles files = open()) {
      introduce(files);
      add(files, 1, 1, LedgerContract.entry(1, 2_000));
      files.flush();
      checkpoint(files, 1, large);
    }
    Position newest = large;
    try (RaftFiles files = open()) {
      newest = grow(files, 2, 4, newest);
      checkpoint(files, 4, newest);
    }
    assertThat(RaftCheckpointFile.all(folder)).hasSize(1);

    try (RaftFiles files = open()) {
      assertThat(restored(files).getLogEntries()).hasSize(3);
      newest = grow(files, 5, 400, newest);
      checkpoint(files, 400, newest);
    }
    assertThat(RaftCheckpointFile.all(folder)).hasSize(2);
    try (RaftFiles files = open()) {
      SnapshotEntry checkpoint = Objects.requireNonNull(restored(files).getSnapshotEntry());
      assertThat(Models.state(checkpoint).position()).isEqualTo(newest);
    }
  }

  private static Position grow(RaftFiles files, int first, int last, Position position)
      throws IOException {
    Position grown = position;
    for (int i = first; i <= last; i++) {
      Entry entry = new Entry(grown.next(), grown.at(), LedgerContract.entry(1).events());
      grown = grown.after(entry);
      add(files, i, 1, entry);
      files.flush();
    }
    return grown;
  }

  static void checkpoint(RaftFiles files, int at, Position position) throws IOException {
    files.persistSnapshotChunk(
        Models.chunk(new LetterHead.Spot(at, 1), GROUP, SavedState.of(position)));
  }

  @Test
  void whatFindsNoRoomIsRefusedAndTakenWhenThereIs() throws IOException {
    try (RaftFiles files = open()) {
      introduce(files);
      add(files, 1, 1);
      files.flush();
      usable = 0;
      assertThatIOException()
          .isThrownBy(() -> add(files, 2, 1, large()))
          .withMessageContaining("is full");
      usable = Long.MAX_VALUE;
      add(files, 2, 1, large());
      files.flush();
    }

    try (RaftFiles files = open()) {
      assertThat(restored(files).getLogEntries()).hasSize(2);
    }
  }

  @Test
  void aDiskHasNoRoomWhileItHasNoneForWhatItRefused() throws IOException {
    try (RaftFiles files = open()) {
      introduce(files);
      add(files, 1, 1);
      files.flush();
      usable = 0;
      assertThat(files.hasRoom()).as("the segment has room for something small").isTrue();
      assertThatIOException().isThrownBy(() -> files.requireRoom(SEGMENT_BYTES));
      add(files, 2, 1);
      files.flush();
      assertThat(files.hasRoom()).isFalse();
      usable = Long.MAX_VALUE;

      assertThat(files.hasRoom()).isTrue();
      usable = 0;
      assertThat(files.hasRoom()).as("what was refused then is forgotten").isTrue();
    }
  }

  private RaftFiles open() throws IOException {
    return RaftFiles.open(folder, SEGMENT_BYTES, () -> usable, Runnable::run);
  }

  static void introduce(RaftFiles files) throws IOException {
    files.persistAndFlushLocalEndpoint(
        Models.FACTORY
            .createRaftEndpointPersistentStateBuilder()
            .setLocalEndpoint(new Voter(PlayedGroup.peer(1)))
            .setVoting(true)
            .build());
    files.persistAndFlushInitialGroupMembers(GROUP.view());
  }

  static void add(RaftFiles files, int index, int term) throws IOException {
    add(files, index, term, LedgerContract.entry(index));
  }

  /// Longer than what is left of a segment.
  private static Entry large() {
    return LedgerContract.entry(2, 1_000);
  }

  private static void add(RaftFiles files, int index, int term, Entry entry) throws IOException {
    Payload payload = Payload.of(new Proposal.Batch(entry));
    files.persistLogEntries(List.of(Models.entry(index, term, payload.bytes())));
  }

  static RestoredRaftState restored(RaftFiles files) {
    return files.restored().orElseThrow();
  }
}
