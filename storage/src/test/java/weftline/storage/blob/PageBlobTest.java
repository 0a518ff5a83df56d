package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.PageBlobRequestConditions;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.models.PageRangeItem;
import com.azure.storage.blob.models.SequenceNumberActionType;
import com.azure.storage.blob.options.ListPageRangesOptions;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Page blobs as Microsoft's own client sees them.
class PageBlobTest {
  private static final int PAGE = 512;

  private BlobFixture fixture;
  private BlobContainerClient container;
  private PageBlobClient blob;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new BlobFixture(folder);
    container = fixture.client().createBlobContainer("disks");
    blob = container.getBlobClient("disk").getPageBlobClient();
    blob.create(16 * PAGE);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void isZerosAtFirst() {
    assertThat(blob.downloadContent().toBytes()).isEqualTo(new byte[16 * PAGE]);
    assertThat(blob.getProperties().getBlobType()).isEqualTo(BlobType.PAGE_BLOB);
    assertThat(blob.getProperties().getBlobSequenceNumber()).isZero();
    assertThat(ranges()).isEmpty();
  }

  @Test
  void hasWhatItsPagesAreGiven() {
    byte[] expected = new byte[16 * PAGE];
    write(expected, 2, 3, 1);
    write(expected, 10, 1, 2);
    write(expected, 4, 4, 3);
    clear(expected, 3, 2);

    assertThat(blob.downloadContent().toBytes()).isEqualTo(expected);
    assertThat(ranges()).containsExactly("2-2", "5-7", "10-10");
  }

  @Test
  void isTheSameAsAnArrayWhateverIsWritten() {
    byte[] expected = new byte[16 * PAGE];
    Random random = new Random(4711);
    for (int i = 0; i < 40; i++) {
      int from = random.nextInt(16);
      int count = 1 + random.nextInt(16 - from);
      if (random.nextInt(3) == 0) {
        clear(expected, from, count);
      } else {
        write(expected, from, count, 1 + random.nextInt(100));
      }
    }

    assertThat(blob.downloadContent().toBytes()).isEqualTo(expected);
  }

  @Test
  void keepsLargeWritesApartFromTheirNeighbours() {
    blob.resize(8L << 20);
    byte[] expected = new byte[8 << 20];
    byte[] large = new byte[4 << 20];
    new Random(4711).nextBytes(large);
    System.arraycopy(large, 0, expected, PAGE, large.length);
    blob.uploadPages(range(1, large.length / PAGE), new ByteArrayInputStream(large));
    write(expected, 1_000, 7, 9);
    clear(expected, 3_000, 1);

    assertThat(blob.downloadContent().toBytes()).isEqualTo(expected);
    assertThat(ranges()).containsExactly("1-2999", "3001-8192");
  }

  @Test
  void listsRangesInPages() {
    byte[] expected = new byte[16 * PAGE];
    for (int i = 0; i < 16; i += 2) {
      write(expected, i, 1, 1);
    }
    List<PageRangeItem> all =
        blob
            .listPageRanges(
                new ListPageRangesOptions(new BlobRange(PAGE, 10L * PAGE)).setMaxResultsPerPage(2),
                null,
                Context.NONE)
            .stream()
            .toList();

    assertThat(all.stream().map(item -> item.getRange().getOffset() / PAGE))
        .containsExactly(2L, 4L, 6L, 8L, 10L);
    assertThat(all).noneMatch(PageRangeItem::isClear);
  }

  @Test
  void grownPagesAreZerosEvenWhereOthersWereCutOff() {
    byte[] expected = new byte[16 * PAGE];
    write(expected, 0, 16, 7);
    blob.resize(4 * PAGE);
    blob.resize(8 * PAGE);
    Arrays.fill(expected, 4 * PAGE, 16 * PAGE, (byte) 0);

    assertThat(blob.downloadContent().toBytes()).isEqualTo(Arrays.copyOf(expected, 8 * PAGE));
    assertThat(ranges()).containsExactly("0-3");
  }

  @Test
  void keepsHeadersWhenItIsResized() {
    blob.setHttpHeaders(new BlobHttpHeaders().setContentType("x/y"));
    blob.resize(PAGE);

    assertThat(blob.getProperties().getContentType()).isEqualTo("x/y");
    assertThat(blob.getProperties().getBlobSize()).isEqualTo(PAGE);
  }

  @Test
  void countsItsSequenceNumber() {
    assertThat(number(SequenceNumberActionType.UPDATE, 5L)).isEqualTo(5);
    assertThat(number(SequenceNumberActionType.MAX, 3L)).isEqualTo(5);
    assertThat(number(SequenceNumberActionType.INCREMENT, null)).isEqualTo(6);

    PageBlobRequestConditions late =
        new PageBlobRequestConditions().setIfSequenceNumberLessThan(6L);
    PageBlobRequestConditions same = new PageBlobRequestConditions().setIfSequenceNumberEqualTo(6L);
    PageBlobRequestConditions most =
        new PageBlobRequestConditions().setIfSequenceNumberLessThanOrEqualTo(6L);
    BlobFailures.assertCode("SequenceNumberConditionNotMet", () -> write(late));
    write(same);
    write(most);
    assertThat(ranges()).containsExactly("0-0");
  }

  @Test
  void refusesWhatIsNoPageOfIt() {
    BlobFailures.assertCode("InvalidPageRange", () -> write(new byte[17 * PAGE], 16, 1, 1));
    container.getBlobClient("block").upload(BinaryData.fromString("1"));
    PageBlobClient other = container.getBlobClient("block").getPageBlobClient();
    BlobFailures.assertCode("InvalidBlobType", () -> other.clearPages(range(0, 1)));
    BlobFailures.assertCode("InvalidBlobType", () -> other.resize(PAGE));
  }

  @Test
  void tellsWhatIsNewSinceASnapshot() {
    byte[] expected = new byte[16 * PAGE];
    write(expected, 0, 6, 1);
    byte[] before = expected.clone();
    String snapshot = blob.createSnapshot().getSnapshotId();
    write(expected, 2, 1, 2);
    clear(expected, 4, 1);
    write(expected, 9, 2, 3);

    List<String> changes =
        blob.listPageRangesDiff(new BlobRange(0), snapshot).stream()
            .map(item -> text(item) + (item.isClear() ? " cleared" : ""))
            .toList();
    assertThat(changes).containsExactlyInAnyOrder("2-2", "4-4 cleared", "9-10");
    PageBlobClient old =
        container.getBlobClient("disk").getSnapshotClient(snapshot).getPageBlobClient();
    assertThat(old.downloadContent().toBytes()).isEqualTo(before);
    assertThat(old.listPageRanges(new BlobRange(0)).stream().map(item -> text(item)))
        .containsExactly("0-5");
    assertThat(blob.downloadContent().toBytes()).isEqualTo(expected);
    BlobFailures.assertCode(
        "PreviousSnapshotNotFound",
        () ->
            blob.listPageRangesDiff(new BlobRange(0), "2020-01-01T00:00:00.0000000Z").stream()
                .count());
  }

  @Test
  void takesPagesFromABlob() {
    byte[] expected = new byte[16 * PAGE];
    write(expected, 4, 2, 5);
    PageBlobClient target = container.getBlobClient("target").getPageBlobClient();
    target.create(4 * PAGE);

    target.uploadPagesFromUrl(range(1, 2), blob.getBlobUrl(), 4L * PAGE);

    byte[] copied = new byte[4 * PAGE];
    System.arraycopy(expected, 4 * PAGE, copied, PAGE, 2 * PAGE);
    assertThat(target.downloadContent().toBytes()).isEqualTo(copied);
  }

  private void write(byte[] expected, int from, int count, int value) {
    byte[] bytes = new byte[count * PAGE];
    Arrays.fill(bytes, (byte) value);
    System.arraycopy(bytes, 0, expected, from * PAGE, bytes.length);
    blob.uploadPages(range(from, count), new ByteArrayInputStream(bytes));
  }

  private void clear(byte[] expected, int from, int count) {
    Arrays.fill(expected, from * PAGE, (from + count) * PAGE, (byte) 0);
    blob.clearPages(range(from, count));
  }

  private void write(PageBlobRequestConditions conditions) {
    blob.uploadPagesWithResponse(
        range(0, 1),
        new ByteArrayInputStream(new byte[PAGE]),
        null,
        conditions,
        null,
        Context.NONE);
  }

  private long number(SequenceNumberActionType action, @Nullable Long number) {
    return blob.updateSequenceNumber(action, number).getBlobSequenceNumber();
  }

  private List<String> ranges() {
    return blob.listPageRanges(new BlobRange(0)).stream().map(item -> text(item)).toList();
  }

  private static String text(PageRangeItem item) {
    long first = item.getRange().getOffset();
    return first / PAGE + "-" + (first + item.getRange().getLength() - 1) / PAGE;
  }

  private static PageRange range(long from, long count) {
    return new PageRange().setStart(from * PAGE).setEnd((from + count) * PAGE - 1);
  }
}
