package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.core.State;

/// The contract on a real folder, and what only files can suffer.
class FileLedgerTest extends LedgerContract {
  private static final int SEGMENT_BYTES = 64 << 10;

  @TempDir Path folder;

  private long usable = Long.MAX_VALUE;

  @Override
  FileLedger reopen() throws IOException {
    return FileLedger.open(folder, SEGMENT_BYTES, () -> usable);
  }

  @Test
  void refusesAFolderThatIsInUse() throws IOException {
    try (Ledger _ = reopen()) {
      assertThatThrownBy(this::reopen)
          .isInstanceOf(FolderInUseException.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
  }

  @Test
  void refusesEntriesOnAFullDiskAndTakesThemWhenThereIsRoom() throws Exception {
    try (Ledger ledger = reopen()) {
      var _ = ledger.recover();
      usable = 0;
      assertThatThrownBy(() -> ledger.append(entry(1))).hasMessageContaining("is full");
      usable = Long.MAX_VALUE;
      ledger.append(entry(1));
    }

    try (Ledger ledger = reopen()) {
      assertThat(ledger.recover().entries()).containsExactly(entry(1));
    }
  }

  @Test
  void looksForRoomWithoutLeavingATrace() throws Exception {
    try (Ledger ledger = reopen()) {
      var _ = ledger.recover();
      ledger.check();
      ledger.append(entry(1));
      ledger.check();
      ledger.append(entry(2));
      ledger.check();
      usable = 0;
      assertThatThrownBy(ledger::check).hasMessageContaining("is full");
    }
    usable = Long.MAX_VALUE;

    try (Ledger ledger = reopen()) {
      assertThat(ledger.recover().entries()).containsExactly(entry(1), entry(2));
    }
  }

  @Test
  void stopsWhenASegmentInTheMiddleIsGone() throws Exception {
    append(1, 3);
    append(4, 6);
    append(7, 9);
    Files.delete(Segment.file(folder, 4));

    assertThatThrownBy(this::reopen)
        .isInstanceOf(DamagedLedgerException.class)
        .hasMessageContaining("the entry with index 4 is missing");
  }

  @Test
  void stopsWhenTheBeginningIsGone() throws Exception {
    append(1, 3);
    append(4, 6);
    Files.delete(Segment.file(folder, 1));

    assertThatThrownBy(this::reopen).hasMessageContaining("the entry with index 1 is missing");
  }

  @Test
  void stopsOnADamagedCheckpoint() throws Exception {
    Path file = checkpointAfter(3);
    byte[] content = Files.readAllBytes(file);
    content[content.length - 2] ^= 1;
    Files.write(file, content);

    assertThatThrownBy(this::reopen)
        .isInstanceOf(DamagedLedgerException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void sweepsAwayAHalfWrittenCheckpoint() throws Exception {
    Path file = checkpointAfter(3);
    byte[] content = Files.readAllBytes(file);
    Path half = folder.resolve("00000000000000000009.checkpoint" + DurableFiles.TEMPORARY);
    Files.write(half, Arrays.copyOf(content, 10));

    try (Ledger ledger = reopen()) {
      assertThat(ledger.recover().checkpoint().orElseThrow().next()).isEqualTo(4);
    }
    assertThat(half).doesNotExist();
  }

  @Test
  void saysWhatToDoAboutAnEventOfANewerVersion() throws Exception {
    try (SegmentLog log = SegmentLog.open(folder, SEGMENT_BYTES, () -> usable, (_, _) -> {})) {
      log.append(
          1,
          "{\"index\":1,\"events\":[{\"type\":\"MoonLanded\"}]}".getBytes(StandardCharsets.UTF_8));
    }

    assertThatThrownBy(this::reopen)
        .hasMessageContaining("If a newer Weftline wrote it, start that version again");
  }

  private Path checkpointAfter(int entries) throws Exception {
    append(1, entries);
    try (Ledger ledger = reopen()) {
      var _ = ledger.recover();
      ledger.save(new Checkpoint(entries + 1L, AT, State.EMPTY.snapshot()));
    }
    List<Path> files = DurableFiles.list(folder, CheckpointFile.ENDING);
    return files.getLast();
  }
}
