package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.azure.core.http.HttpRange;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.models.PageRangeItem;
import com.azure.storage.blob.models.SequenceNumberActionType;
import com.azure.storage.blob.options.PageBlobCreateOptions;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Blobs of pages that are written in place.
final class PageBlobTrials {
  private static final int PAGE = PageBlobClient.PAGE_BYTES;

  private PageBlobTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob pageBlob create", PageBlobTrials::create,
        "blob pageBlob uploadPages", PageBlobTrials::upload,
        "blob pageBlob clearPages", PageBlobTrials::clear,
        "blob pageBlob uploadPagesFromURL", PageBlobTrials::uploadFromUrl,
        "blob pageBlob getPageRanges", PageBlobTrials::ranges,
        "blob pageBlob getPageRangesDiff", PageBlobTrials::difference,
        "blob pageBlob resize", PageBlobTrials::resize,
        "blob pageBlob updateSequenceNumber", PageBlobTrials::sequence,
        "blob pageBlob copyIncremental", PageBlobTrials::copyIncremental);
  }

  private static void create(Scene scene) {
    PageBlobClient blob = blob(scene, 4);

    assertThat(blob.getProperties().getBlobType()).isEqualTo(BlobType.PAGE_BLOB);
    assertThat(blob.downloadContent().toBytes()).isEqualTo(new byte[4 * PAGE]);
  }

  private static void upload(Scene scene) {
    PageBlobClient blob = blob(scene, 4);
    write(blob, 1, 2);
    byte[] expected = new byte[4 * PAGE];
    Arrays.fill(expected, PAGE, 3 * PAGE, (byte) 'x');

    assertThat(blob.downloadContent().toBytes()).isEqualTo(expected);
  }

  private static void clear(Scene scene) {
    PageBlobClient blob = blob(scene, 4);
    write(blob, 0, 3);
    blob.clearPages(pages(1, 1));

    assertThat(ranges(blob)).containsExactly(new HttpRange(0, 512L), new HttpRange(1_024, 512L));
  }

  private static void uploadFromUrl(Scene scene) {
    PageBlobClient source = blob(scene, 2);
    write(source, 0, 2);
    PageBlobClient blob = blob(scene, 4);
    blob.uploadPagesFromUrl(pages(2, 1), source.getBlobUrl() + "?" + scene.signature(), 0L);

    assertThat(ranges(blob)).containsExactly(new HttpRange(1_024, 512L));
  }

  private static void ranges(Scene scene) {
    PageBlobClient blob = blob(scene, 8);
    write(blob, 1, 1);
    write(blob, 2, 1);
    write(blob, 5, 1);

    assertThat(ranges(blob))
        .containsExactly(new HttpRange(512, 1_024L), new HttpRange(2_560, 512L));
  }

  private static void difference(Scene scene) {
    PageBlobClient blob = blob(scene, 8);
    write(blob, 0, 3);
    String before = blob.createSnapshot().getSnapshotId();
    write(blob, 5, 1);
    blob.clearPages(pages(1, 1));

    assertThat(blob.listPageRangesDiff(new BlobRange(0), before))
        .extracting(PageRangeItem::getRange, PageRangeItem::isClear)
        .containsExactlyInAnyOrder(
            tuple(new HttpRange(2_560, 512L), false), tuple(new HttpRange(512, 512L), true));
  }

  private static void resize(Scene scene) {
    PageBlobClient blob = blob(scene, 4);
    write(blob, 0, 4);
    blob.resize(PAGE);

    assertThat(blob.getProperties().getBlobSize()).isEqualTo(PAGE);
  }

  private static void sequence(Scene scene) {
    PageBlobClient blob = scene.blob().getPageBlobClient();
    blob.createWithResponse(
        new PageBlobCreateOptions(PAGE).setSequenceNumber(5L),
        null,
        com.azure.core.util.Context.NONE);
    blob.updateSequenceNumber(SequenceNumberActionType.INCREMENT, null);
    assertThat(blob.getProperties().getBlobSequenceNumber()).isEqualTo(6);
    blob.updateSequenceNumber(SequenceNumberActionType.UPDATE, 20L);
    assertThat(blob.getProperties().getBlobSequenceNumber()).isEqualTo(20);
  }

  private static void copyIncremental(Scene scene) {
    PageBlobClient source = blob(scene, 4);
    write(source, 0, 2);
    String snapshot = source.createSnapshot().getSnapshotId();
    PageBlobClient target = scene.blob().getPageBlobClient();

    CopyStatusType status =
        target.copyIncremental(source.getBlobUrl() + "?" + scene.signature(), snapshot);

    assertThat(status).isIn(CopyStatusType.PENDING, CopyStatusType.SUCCESS);
    assertThat(target.getProperties().isIncrementalCopy()).isTrue();
    assertThat(target.getProperties().getCopyDestinationSnapshot()).isNotNull();
  }

  private static PageBlobClient blob(Scene scene, int pages) {
    PageBlobClient blob = scene.blob().getPageBlobClient();
    blob.create((long) pages * PAGE);
    return blob;
  }

  private static void write(PageBlobClient blob, int first, int count) {
    byte[] bytes = new byte[count * PAGE];
    Arrays.fill(bytes, (byte) 'x');
    blob.uploadPages(pages(first, count), new ByteArrayInputStream(bytes));
  }

  private static PageRange pages(int first, int count) {
    return new PageRange().setStart((long) first * PAGE).setEnd((long) (first + count) * PAGE - 1);
  }

  private static List<HttpRange> ranges(PageBlobClient blob) {
    return blob.listPageRanges(new BlobRange(0)).stream().map(PageRangeItem::getRange).toList();
  }
}
