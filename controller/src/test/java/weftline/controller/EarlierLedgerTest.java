package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ledger as the versions for one controller wrote it, read, checked and taken over.
class EarlierLedgerTest {
  @TempDir Path data;

  private Path earlier = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    earlier = Files.createDirectory(data.resolve("controller"));
  }

  @Test
  void aFolderWithoutALedgerHasNothing() throws IOException {
    assertThat(EarlierLedger.read(earlier)).isEmpty();
    assertThat(EarlierLedger.read(data.resolve("nowhere"))).isEmpty();
  }

  @Test
  void entriesMakeTheState() throws IOException {
    append(1, 3);
    append(4, 6);

    Recovery recovery = EarlierLedger.read(earlier).orElseThrow();
    assertThat(recovery.position().next()).isEqualTo(7);
    assertThat(recovery.position().state().nodes().values()).hasSize(6);
  }

  @Test
  void entriesBeforeTheCheckpointAreHistory() throws IOException {
    append(1, 3);
    save(4);
    append(4, 4);

    Recovery recovery = EarlierLedger.read(earlier).orElseThrow();
    assertThat(recovery.position().next()).isEqualTo(5);
    assertThat(recovery.history()).hasSize(4);
  }

  @Test
  void aMissingSegmentStopsIt() throws IOException {
    append(1, 3);
    append(4, 6);
    append(7, 9);
    Files.delete(Segment.file(earlier, 4));

    assertThatThrownBy(() -> EarlierLedger.read(earlier))
        .isInstanceOf(DamagedLedgerException.class)
        .hasMessageContaining("the entry with index 4 is missing");
  }

  @Test
  void aDamagedCheckpointStopsIt() throws IOException {
    append(1, 3);
    save(4);
    Path file = DurableFiles.list(earlier, ".checkpoint").getFirst();
    byte[] content = Files.readAllBytes(file);
    content[content.length - 2] ^= 1;
    Files.write(file, content);

    assertThatThrownBy(() -> EarlierLedger.read(earlier))
        .isInstanceOf(DamagedLedgerException.class);
  }

  @Test
  void aNewLedgerGoesOnFromIt() throws IOException {
    append(1, 6);
    Path folder = data.resolve("ledger");
    Peer self = PlayedGroup.peer(1);
    RaftLedger.adopt(earlier, folder, self);
    RaftLedger.adopt(earlier, folder, self);

    try (RaftFiles files = RaftFiles.open(folder, Runnable::run)) {
      var checkpoint = Objects.requireNonNull(files.restored().orElseThrow().getSnapshotEntry());
      Position position = Models.state(checkpoint).position();
      assertThat(position.next()).isEqualTo(7);
      assertThat(position.at()).isEqualTo(LedgerContract.AT.plusSeconds(6));
      assertThat(position.state().nodes().values()).hasSize(6);
    }
  }

  @Test
  void aGroupDoesNotBeginBesideIt() throws IOException {
    Path folder = data.resolve("ledger");
    RaftLedger.requireNone(earlier, folder);
    append(1, 2);

    assertThatThrownBy(() -> RaftLedger.requireNone(earlier, folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is that of a controller alone");
    RaftLedger.adopt(earlier, folder, PlayedGroup.peer(1));
    RaftLedger.requireNone(earlier, folder);
  }

  private void append(int from, int to) throws IOException {
    try (SegmentLog log = SegmentLog.open(earlier, 64 << 10, () -> Long.MAX_VALUE, (_, _) -> {})) {
      for (int i = from; i <= to; i++) {
        log.append(i, LedgerCodec.write(LedgerContract.entry(i)));
      }
    }
  }

  private void save(int next) throws IOException {
    Position position = Position.START;
    for (int i = 1; i < next; i++) {
      position = position.after(LedgerContract.entry(i));
    }
    byte[] payload = LedgerCodec.write(position.checkpoint());
    ByteBuffer content =
        ByteBuffer.allocate(RecordFormat.HEADER_BYTES + RecordFormat.FRAME_BYTES + payload.length);
    RecordFormat.putHeader(content, 0x5745_4654_4348_4b21L, next);
    RecordFormat.putRecord(content, payload);
    DurableFiles.replace(earlier.resolve("%020d.checkpoint".formatted(next)), content.flip());
  }
}
