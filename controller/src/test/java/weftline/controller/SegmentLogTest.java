package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Breaks the log's files in every way that a power cut or a bad disk could.
class SegmentLogTest {
  private static final int SEGMENT_BYTES = 256;
  private static final DiskSpace ROOMY = () -> Long.MAX_VALUE;

  @TempDir Path folder;

  @Test
  void givesBackWhatWasAppendedOverSeveralSegments() throws IOException {
    append(1, 40);

    assertThat(read()).isEqualTo(records(1, 40));
    assertThat(segments()).hasSizeGreaterThan(2);
  }

  @Test
  void goesOnWhereTheLastRunEnded() throws IOException {
    append(1, 3);
    append(4, 6);

    assertThat(read()).isEqualTo(records(1, 6));
  }

  @Test
  void takesARecordThatIsLongerThanASegment() throws IOException {
    byte[] large = "x".repeat(10 * SEGMENT_BYTES).getBytes(StandardCharsets.UTF_8);
    try (SegmentLog log = open(new ArrayList<>())) {
      log.append(1, large);
    }

    assertThat(read()).singleElement().asString().hasSize(10 * SEGMENT_BYTES);
  }

  @Test
  void cutsATornRecordAtEveryByte() throws IOException {
    append(1, 3);
    Path newest = segments().getLast();
    byte[] whole = Files.readAllBytes(newest);
    int lastRecord = whole.length - RecordFormat.FRAME_BYTES - payload(3).length;

    for (int length = lastRecord; length < whole.length; length++) {
      Files.write(newest, Arrays.copyOf(whole, length));
      assertThat(read()).as("cut at %d", length).isEqualTo(records(1, 2));
      Files.write(newest, Arrays.copyOf(Arrays.copyOf(whole, length), SEGMENT_BYTES));
      assertThat(read()).as("zeros from %d", length).isEqualTo(records(1, 2));
    }
  }

  @Test
  void stopsTheStartWhenAnyByteInTheMiddleIsWrong() throws IOException {
    append(1, 4);
    Path newest = segments().getLast();
    byte[] whole = Files.readAllBytes(newest);
    int lastRecord = whole.length - RecordFormat.FRAME_BYTES - payload(4).length;

    for (int i = 0; i < lastRecord; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(newest, flipped);
      assertThatThrownBy(this::read).as("byte %d", i).isInstanceOf(IOException.class);
      assertThat(newest).as("untouched").hasBinaryContent(flipped);
    }
  }

  @Test
  void stopsTheStartWhenAnOlderSegmentHasATornEnd() throws IOException {
    append(1, 40);
    Path oldest = segments().getFirst();
    byte[] whole = Files.readAllBytes(oldest);
    Files.write(oldest, Arrays.copyOf(whole, whole.length - 1));

    assertThatThrownBy(this::read)
        .isInstanceOf(DamagedLedgerException.class)
        .hasMessageContaining(oldest.getFileName().toString())
        .hasMessageContaining("at byte")
        .hasMessageContaining("restore the folder");
  }

  @Test
  void refusesTheFormatOfANewerVersion() throws IOException {
    append(1, 2);
    Path file = segments().getFirst();
    byte[] content = Files.readAllBytes(file);
    ByteBuffer.wrap(content).putInt(Long.BYTES, RecordFormat.VERSION + 1);
    Files.write(file, content);

    assertThatThrownBy(this::read).hasMessageContaining("written by a newer Weftline (format 2");
  }

  @Test
  void refusesToGrowOnAFullDiskAndGoesOnWhenThereIsRoom() throws IOException {
    long[] usable = {0};
    try (SegmentLog log = SegmentLog.open(folder, SEGMENT_BYTES, () -> usable[0], (_, _) -> {})) {
      assertThatThrownBy(() -> log.append(1, payload(1)))
          .hasMessageContaining("is full")
          .hasMessageContaining("Free some space");
      usable[0] = 1 << 20;
      log.append(1, payload(1));
    }

    assertThat(read()).isEqualTo(records(1, 1));
  }

  @Test
  void dropsWholeSegmentsFromTheFront() throws IOException {
    try (SegmentLog log = open(new ArrayList<>())) {
      for (int i = 1; i <= 40; i++) {
        log.append(i, payload(i));
      }
      log.dropBefore(30);
    }

    assertThat(read()).doesNotContain("record 1").contains("record 30", "record 40");
  }

  private void append(int from, int to) throws IOException {
    try (SegmentLog log = open(new ArrayList<>())) {
      for (int i = from; i <= to; i++) {
        log.append(i, payload(i));
      }
    }
  }

  private List<String> read() throws IOException {
    List<String> found = new ArrayList<>();
    open(found).close();
    return found;
  }

  private SegmentLog open(List<String> found) throws IOException {
    return SegmentLog.open(
        folder,
        SEGMENT_BYTES,
        ROOMY,
        (_, payload) -> found.add(new String(payload, StandardCharsets.UTF_8)));
  }

  private List<Path> segments() throws IOException {
    return DurableFiles.list(folder, Segment.ENDING);
  }

  private static byte[] payload(int i) {
    return ("record " + i).getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> records(int from, int to) {
    List<String> records = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      records.add("record " + i);
    }
    return records;
  }
}
