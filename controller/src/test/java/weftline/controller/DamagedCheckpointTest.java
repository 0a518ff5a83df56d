package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.microraft.model.log.SnapshotEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a controller begins with when its disk gives checkpoints back as they never were.
class DamagedCheckpointTest {
  private static final int SEGMENT_BYTES = 4 << 10;
  private static final int PER_CHECKPOINT = 40;
  private static final int LAST = 130;
  private static final Group GROUP =
      new Group(0, List.of(PlayedGroup.peer(1)), List.of(PlayedGroup.peer(1)));

  @TempDir Path folder;

  /// Three checkpoints, and the log from some way before the first.
  @BeforeEach
  void write() throws IOException {
    try (RaftFiles files = open()) {
      RaftFilesTest.introduce(files);
      for (int i = 1; i <= LAST; i++) {
        RaftFilesTest.add(files, i, 1);
        files.flush();
        if (i % PER_CHECKPOINT == 0) {
          RaftFilesTest.checkpoint(files, i, position(i));
        }
      }
    }
  }

  @Test
  void anOlderOneAndTheLogMakeUpForIt() throws IOException {
    damage(checkpoints().getLast());

    assertThat(begun()).isEqualTo(2 * PER_CHECKPOINT);
  }

  @Test
  void anOlderOneStillMakesUpForTwo() throws IOException {
    damage(checkpoints().getLast());
    damage(checkpoints().get(1));

    assertThat(begun()).isEqualTo(PER_CHECKPOINT);
  }

  @Test
  void withoutAnyItStops() throws IOException {
    for (Path file : checkpoints()) {
      damage(file);
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(DamagedLedgerException.class)
        .hasMessageContaining(checkpoints().getLast().getFileName().toString())
        .hasMessageContaining("wfl controllers remove");
  }

  /// The log on this disk may be one that was never agreed on.
  @Test
  void forOneThatWasBroughtNothingMakesUp() throws IOException {
    int brought = LAST - 5;
    try (RaftFiles files = open()) {
      SavedState state = SavedState.of(SavedState.of(position(brought)).bytes());
      files.persistSnapshotChunk(Models.chunk(new LetterHead.Spot(brought, 2), GROUP, state));
    }
    assertThat(begun()).isEqualTo(brought);
    damage(checkpoints().getLast());

    assertThatThrownBy(this::open).isInstanceOf(DamagedLedgerException.class);
  }

  @Test
  void theNextOneTakesItsPlace() throws IOException {
    damage(checkpoints().getLast());
    try (RaftFiles files = open()) {
      RaftFilesTest.checkpoint(files, 3 * PER_CHECKPOINT, position(3 * PER_CHECKPOINT));
    }

    assertThat(begun()).isEqualTo(3 * PER_CHECKPOINT);
  }

  /// From which place on the log is read.
  private long begun() throws IOException {
    try (RaftFiles files = open()) {
      SnapshotEntry checkpoint =
          Objects.requireNonNull(RaftFilesTest.restored(files).getSnapshotEntry());
      assertThat(RaftFilesTest.restored(files).getLogEntries())
          .hasSize((int) (LAST - checkpoint.getIndex()));
      assertThat(Models.state(checkpoint).position())
          .isEqualTo(position((int) checkpoint.getIndex()));
      return checkpoint.getIndex();
    }
  }

  private static Position position(int last) {
    Position position = Position.START;
    for (int i = 1; i <= last; i++) {
      position = position.after(LedgerContract.entry(i));
    }
    return position;
  }

  private List<Path> checkpoints() throws IOException {
    return RaftCheckpointFile.all(folder);
  }

  private static void damage(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length - 2] ^= 1;
    Files.write(file, content);
  }

  private RaftFiles open() throws IOException {
    return RaftFiles.open(folder, SEGMENT_BYTES, () -> Long.MAX_VALUE, Runnable::run);
  }
}
