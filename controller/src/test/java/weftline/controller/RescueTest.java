package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weftline.controller.LedgerContract.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One controller of three is left: what it has goes on alone, where it says it is.
class RescueTest {
  private static final Peer SELF = PlayedGroup.peer(1);
  private static final List<Peer> THREE = List.of(SELF, PlayedGroup.peer(2), PlayedGroup.peer(3));
  private static final Peer MOVED = new Peer("c1", "10.0.9.9:7400");

  @TempDir Path parent;

  private final PlayedTurns turns = new PlayedTurns();

  @Test
  void goesOnAloneWithAllThatItsLogHas() throws IOException {
    write(3);
    Rescue rescue = Rescue.of(folder());
    Path aside = rescue.begin(MOVED.address());

    assertThat(rescue.position().next()).isEqualTo(4);
    assertThat(aside).isEqualTo(parent.resolve("ledger.before-1")).isDirectory();
    try (RaftLedger ledger = open(MOVED, List.of(MOVED))) {
      turns.until(() -> ledger.standing() instanceof Standing.Primary);
      assertThat(ledger.recover().position()).isEqualTo(rescue.position());
      assertThat(ledger.membership().members())
          .extracting(Membership.Member::peer)
          .containsExactly(MOVED);
      end(ledger);
    }
  }

  /// It is still held to its disk.
  @Test
  void theDiskKeepsItsName() throws IOException {
    write(1);
    String before = BallotFile.read(folder()).store().orElseThrow();
    int term = BallotFile.read(folder()).term();
    Path _ = Rescue.of(folder()).begin(SELF.address());

    assertThat(BallotFile.read(folder()).store()).contains(before);
    assertThat(BallotFile.read(folder()).term()).isGreaterThan(term + 999_999);
  }

  @Test
  void lookingChangesNothing() throws IOException {
    write(1);

    assertThat(Rescue.of(folder()).owner()).isEqualTo(SELF);
    assertThat(parent).isDirectoryNotContaining(path -> !path.equals(folder()));
  }

  @Test
  void aSecondTimeDoesNotReplaceWhatIsAside() throws IOException {
    write(1);
    Path _ = Rescue.of(folder()).begin(SELF.address());

    assertThat(Rescue.of(folder()).begin(SELF.address()))
        .isEqualTo(parent.resolve("ledger.before-2"));
  }

  @Test
  void oneThatWasInterruptedSaysHowItGoesOn() throws IOException {
    write(1);
    Files.createDirectory(parent.resolve("ledger.rescued"));

    assertThatThrownBy(() -> Rescue.of(folder()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ledger.rescued is left of a rescue that was interrupted")
        .hasMessageContaining("rename it");
  }

  @Test
  void saysThatThereIsNoLedger() {
    assertThatThrownBy(() -> Rescue.of(folder()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("There is no ledger in ");
  }

  @Test
  void saysThatThereHasNeverBeenAGroup() throws IOException {
    Files.createDirectories(folder());

    assertThatThrownBy(() -> Rescue.of(folder())).hasMessageContaining("never took part");
  }

  @Test
  void anotherAddressIsRefusedWhereOthersLookForIt() throws IOException {
    write(1);

    assertThatThrownBy(() -> open(MOVED, THREE))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "The controllers know c1 at 10.0.0.1:7400, and this one is c1=10.0.9.9");
    List<Peer> wrong = List.of(SELF, new Peer("c2", "10.0.9.2:7400"));
    assertThatThrownBy(() -> open(SELF, wrong))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "--peers says c2=10.0.9.2:7400, and the ledger knows it at 10.0.0.2:7400.");
  }

  @Test
  void oneThatIsAloneMayBeAnywhereButLetsNobodyInFromThere() throws IOException {
    try (RaftLedger ledger = open(SELF, List.of(SELF))) {
      end(ledger);
    }
    try (RaftLedger ledger = open(MOVED, List.of(MOVED))) {
      turns.until(() -> ledger.standing() instanceof Standing.Primary);
      CompletableFuture<Void> refused = ledger.membership().add(PlayedGroup.peer(2));

      assertThat(refused.exceptionNow())
          .hasMessageContaining("move it with `wfl controller rescue`");
      end(ledger);
    }
  }

  /// What a controller of three has written that never heard of the others again.
  private void write(int entries) throws IOException {
    try (RaftLedger ledger = open(SELF, THREE)) {
      end(ledger);
    }
    try (RaftFiles files = RaftFiles.open(folder(), Runnable::run)) {
      for (int i = 1; i <= entries; i++) {
        byte[] payload = Payload.of(new Proposal.Batch(entry(i))).bytes();
        files.persistLogEntries(List.of(Models.entry(i, 1, payload)));
        files.flush();
      }
    }
  }

  private RaftLedger open(Peer self, List<Peer> peers) throws IOException {
    return RaftLedger.open(
        folder(),
        self,
        peers,
        new Surroundings(turns.of(() -> true), (_, _) -> {}, turns::nanos, 1, Runnable::run));
  }

  private void end(RaftLedger ledger) {
    var _ = ledger.terminate();
    turns.pass(Surroundings.SILENCE_MAX);
  }

  private Path folder() {
    return parent.resolve("ledger");
  }
}
