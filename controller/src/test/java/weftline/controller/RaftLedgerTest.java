package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.core.Event;

/// The contract with a group of one on a real folder, and what only files can suffer.
class RaftLedgerTest extends LedgerContract {
  private static final int SEGMENT_BYTES = 64 << 10;

  @TempDir Path folder;

  private final PlayedTurns turns = new PlayedTurns();
  private long usable = Long.MAX_VALUE;

  @Override
  RaftLedger reopen() throws IOException {
    return reopen(Edition.THIS);
  }

  private RaftLedger reopen(Edition edition) throws IOException {
    Peer alone = PlayedGroup.peer(1);
    RaftFiles files = RaftFiles.open(folder, SEGMENT_BYTES, () -> usable, Runnable::run);
    try {
      RaftLedger ledger =
          RaftLedger.start(
              alone,
              List.of(alone),
              files,
              new Surroundings(turns.of(() -> true), (_, _) -> {}, turns::nanos, 1, Runnable::run),
              edition);
      turns.until(() -> ledger.standing() instanceof Standing.Primary);
      return ledger;
    } catch (IOException e) {
      files.close();
      throw e;
    }
  }

  @Override
  void close(Ledger ledger) throws IOException {
    var _ = ((RaftLedger) ledger).terminate();
    turns.pass(Surroundings.SILENCE_MAX);
    ledger.close();
  }

  @Override
  void waitUntil(BooleanSupplier wanted) {
    turns.until(wanted);
  }

  @Test
  void refusesAFolderThatIsInUse() throws IOException {
    Ledger ledger = reopen();

    assertThatThrownBy(this::reopen)
        .isInstanceOf(FolderInUseException.class)
        .hasMessageContaining("pid " + ProcessHandle.current().pid());
    close(ledger);
  }

  @Test
  void refusesTheFolderOfAnother() throws IOException {
    close(reopen());
    Peer other = PlayedGroup.peer(2);
    Surroundings nowhere =
        new Surroundings(turns.of(() -> true), (_, _) -> {}, turns::nanos, 1, Runnable::run);

    assertThatThrownBy(() -> RaftLedger.open(folder, other, List.of(other), nowhere))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is that of the controller c1, not of c2");
  }

  @Test
  void refusesWhatNoDiskWouldTake() throws IOException {
    RaftLedger.requireShort(60 << 20);

    assertThatThrownBy(() -> RaftLedger.requireShort(RecordFormat.PAYLOAD_MAX))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("takes no more than");
  }

  /// Also while the log has not been read: who could not read it must not vote on it either.
  @Test
  void refusesAnEditionThatReadsLess() throws Exception {
    Ledger ledger = reopen();
    Entry raised = new Entry(1, AT, List.of(new Event.LevelRaised(2)));
    CompletableFuture<Void> taken = ledger.append(raised, read(ledger).after(raised).state());
    turns.until(taken::isDone);
    close(ledger);

    assertThatThrownBy(() -> reopen(new Edition(1, "1.1")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The fabric is at level 2; this Weftline (1.1) reads up to level 1. There is no way"
                + " back to an earlier level: start the version that ran here before, or a newer"
                + " one.");
  }

  /// For example the state of a large fabric that is taken back.
  @Test
  void whatIsLargeIsWrittenPackedOnceAllCanReadIt() throws Exception {
    Ledger ledger = reopen();
    Entry raised = new Entry(1, AT, List.of(new Event.LevelRaised(2)));
    Entry large = new Entry(2, AT, List.of(new Event.HealingPaused("x".repeat(5 << 20), AT)));
    Position position = read(ledger);
    for (Entry entry : List.of(raised, large)) {
      position = position.after(entry);
      CompletableFuture<Void> taken = ledger.append(entry, position.state());
      turns.until(taken::isDone);
      taken.join();
    }
    close(ledger);
    for (Path segment : DurableFiles.list(folder, Segment.ENDING)) {
      assertThat(Files.size(segment)).isLessThan(1 << 20);
    }

    Ledger again = reopen();
    assertThat(read(again)).isEqualTo(position);
    assertThat(again.history().upTo(1, position).orElseThrow().next()).isEqualTo(2);
    assertThat(again.history().verify(position).orElseThrow().difference()).isEmpty();
    close(again);
  }

  @Test
  void aDiskHasOneNameForLife() throws Exception {
    append(1, 1);
    Optional<String> name = BallotFile.read(folder).store();
    append(2, 2);

    assertThat(name).isPresent();
    assertThat(BallotFile.read(folder).store()).isEqualTo(name);
  }

  @Test
  void showsWhatIsInTheCheckpointAsHistory() throws Exception {
    append(1, 1_100);

    Ledger ledger = reopen();
    assertThat(ledger.recover().history()).last().isEqualTo(entry(999));
    close(ledger);
  }

  @Test
  void refusesEntriesOnAFullDiskAndTakesThemWhenThereIsRoom() throws Exception {
    append(1, 1);
    Ledger ledger = reopen();
    Position read = read(ledger);
    usable = 0;
    CompletableFuture<Void> refused = ledger.append(entry(2, 1_000), read.state());
    assertThat(refused.exceptionNow()).isInstanceOf(IOException.class).hasMessageContaining("full");
    usable = Long.MAX_VALUE;
    CompletableFuture<Void> taken = ledger.append(entry(2), read.after(entry(2)).state());
    turns.until(taken::isDone);

    assertThat(taken).isCompleted();
    close(ledger);
  }

  @Test
  void oneThatBeginsOnAFullDiskSaysSo() throws Exception {
    usable = 0;
    assertThatThrownBy(this::reopen)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is full: 0 bytes are left");
    usable = Long.MAX_VALUE;

    close(reopen());
  }

  @Test
  void whatItHoldsOfThePastCanBeReadWhileItRuns() throws Exception {
    append(1, 3);
    Ledger ledger = reopen();
    Position now = read(ledger);

    assertThat(ledger.history().upTo(2, now).orElseThrow().state().nodes().values()).hasSize(2);
    assertThat(ledger.history().verify(now).orElseThrow().difference()).isEmpty();
    close(ledger);
  }

  @Test
  void stopsWhenASegmentInTheMiddleIsGone() throws Exception {
    append(1, 3);
    append(4, 6);
    append(7, 9);
    Files.delete(DurableFiles.list(folder, Segment.ENDING).get(1));

    assertThatThrownBy(this::reopen)
        .isInstanceOf(DamagedLedgerException.class)
        .hasMessageContaining("is missing");
  }

  @Test
  void cutsATornRecordOffAndGoesOn() throws Exception {
    append(1, 3);
    append(4, 6);
    Path newest = DurableFiles.list(folder, Segment.ENDING).getLast();
    byte[] content = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(content, content.length - 3));

    Ledger ledger = reopen();
    assertThat(read(ledger).next()).isEqualTo(6);
    close(ledger);
  }

  @Test
  void stopsOnADamagedCheckpoint() throws Exception {
    append(1, 1_100);
    Path file = RaftCheckpointFile.all(folder).getLast();
    byte[] content = Files.readAllBytes(file);
    content[content.length - 2] ^= 1;
    Files.write(file, content);

    assertThatThrownBy(this::reopen)
        .isInstanceOf(DamagedLedgerException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void stopsOnADamagedBallot() throws Exception {
    append(1, 1);
    Path file = folder.resolve("ballot");
    byte[] content = Files.readAllBytes(file);
    content[content.length - 2] ^= 1;
    Files.write(file, content);

    assertThatThrownBy(this::reopen).isInstanceOf(DamagedLedgerException.class);
  }

  @Test
  void saysWhatToDoAboutAnEventOfANewerVersion() throws Exception {
    try (SegmentLog log = SegmentLog.open(folder, SEGMENT_BYTES, () -> usable, (_, _) -> {})) {
      String record =
          "{\"number\":1,\"changes\":[{\"type\":\"Added\",\"index\":1,\"term\":1,\"proposal\":"
              + "{\"type\":\"Batch\",\"entry\":{\"index\":1,\"events\":[{\"type\":\"MoonLanded\"}]}}}]}";
      log.append(1, record.getBytes(StandardCharsets.UTF_8));
    }

    assertThatThrownBy(this::reopen)
        .hasMessageContaining("If a newer Weftline wrote it, start that version again");
  }
}
