package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.blob.BlobFailures.assertCode;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ConsistentReadControl;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobDownloadToFileOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.options.BlobSeekableByteChannelReadOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import com.azure.storage.blob.options.BlockBlobSeekableByteChannelWriteOptions;
import com.azure.storage.blob.options.BlockBlobSeekableByteChannelWriteOptions.WriteMode;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files, streams and channels, as Microsoft's own client makes them of many requests.
class StreamSdkTest {
  private static final int SIZE = 1_000_000;
  private static final int PART = 100_000;

  private final byte[] bytes = new byte[SIZE];
  private Path folder;
  private BlobFixture fixture;
  private BlobContainerClient container;
  private BlobClient blob;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    new Random(1).nextBytes(bytes);
    this.folder = folder;
    fixture = new BlobFixture(folder.resolve("extents"));
    container = fixture.client().createBlobContainer("box");
    blob = container.getBlobClient("blob");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aFileGoesUpAndDownInParallel() throws IOException {
    Path file = Files.write(folder.resolve("up"), bytes);
    blob.uploadFromFileWithResponse(
        new BlobUploadFromFileOptions(file.toString())
            .setParallelTransferOptions(parallel())
            .setTags(Map.of("a", "b"))
            .setMetadata(Map.of("c", "d")),
        null,
        Context.NONE);
    Path back = folder.resolve("down");
    blob.downloadToFileWithResponse(
        new BlobDownloadToFileOptions(back.toString())
            .setParallelTransferOptions(
                new com.azure.storage.common.ParallelTransferOptions()
                    .setBlockSizeLong((long) PART))
            .setRetrieveContentRangeMd5(true),
        null,
        Context.NONE);

    assertThat(back).hasBinaryContent(bytes);
    assertThat(blob.getTags()).isEqualTo(Map.of("a", "b"));
    assertThat(blob.getProperties().getMetadata()).isEqualTo(Map.of("c", "d"));
  }

  @Test
  void aStreamIsWrittenInBlocksAndReadInParts() throws IOException {
    try (OutputStream out =
        blob.getBlockBlobClient()
            .getBlobOutputStream(parallel(), null, null, null, new BlobRequestConditions())) {
      for (int from = 0; from < SIZE; from += 30_000) {
        out.write(bytes, from, Math.min(30_000, SIZE - from));
      }
    }

    try (InputStream in = blob.openInputStream(new BlobInputStreamOptions().setBlockSize(PART))) {
      assertThat(in.skip(123_456)).isEqualTo(123_456);
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 123_456, SIZE));
    }
    BlobInputStreamOptions part =
        new BlobInputStreamOptions().setRange(new BlobRange(PART, 2L * PART)).setBlockSize(PART);
    try (InputStream in = blob.openInputStream(part)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, PART, 3 * PART));
    }
  }

  @Test
  void aReaderSeesOneStateOrLearnsThatItIsGone() throws IOException {
    blob.upload(BinaryData.fromBytes(bytes));
    BlobInputStreamOptions careful =
        new BlobInputStreamOptions()
            .setBlockSize(PART)
            .setConsistentReadControl(ConsistentReadControl.ETAG);
    try (InputStream in = blob.openInputStream(careful)) {
      in.readNBytes(PART);
      blob.upload(BinaryData.fromString("new"), true);

      Assertions.assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(BlobStorageException.class);
    }
  }

  @Test
  void aWriterThatMustNotReplaceDoesNot() {
    blob.upload(BinaryData.fromString("old"));

    assertCode("BlobAlreadyExists", () -> blob.upload(BinaryData.fromString("new")));
    assertThat(blob.downloadContent()).hasToString("old");
  }

  @Test
  void appendsAreAStreamToo() throws IOException {
    AppendBlobClient log = container.getBlobClient("log").getAppendBlobClient();
    try (OutputStream out = log.getBlobOutputStream(true)) {
      out.write(bytes, 0, PART);
    }
    try (OutputStream out = log.getBlobOutputStream()) {
      out.write(bytes, PART, PART);
    }

    assertThat(log.downloadContent().toBytes()).isEqualTo(Arrays.copyOf(bytes, 2 * PART));
  }

  @Test
  void pagesAreAStreamToo() throws IOException {
    PageBlobClient disk = container.getBlobClient("disk").getPageBlobClient();
    disk.create(512L * 100);
    try (OutputStream out =
        disk.getBlobOutputStream(new PageRange().setStart(512 * 10).setEnd(512 * 20 - 1))) {
      out.write(bytes, 0, 512 * 10);
    }

    byte[] expected = new byte[512 * 100];
    System.arraycopy(bytes, 0, expected, 512 * 10, 512 * 10);
    assertThat(disk.downloadContent().toBytes()).isEqualTo(expected);
  }

  @Test
  void aChannelIsWrittenInOneGoAndReadAnywhere() throws IOException {
    try (SeekableByteChannel out =
        blob.getBlockBlobClient()
            .openSeekableByteChannelWrite(
                new BlockBlobSeekableByteChannelWriteOptions(WriteMode.OVERWRITE)
                    .setBlockSizeInBytes((long) PART))) {
      ByteBuffer all = ByteBuffer.wrap(bytes);
      while (all.hasRemaining()) {
        out.write(all);
      }
    }

    BlobSeekableByteChannelReadOptions options =
        new BlobSeekableByteChannelReadOptions().setReadSizeInBytes(PART);
    try (SeekableByteChannel in =
        blob.openSeekableByteChannelRead(options, Context.NONE).getChannel()) {
      in.position(654_321);
      ByteBuffer some = ByteBuffer.allocate(1_000);
      while (some.hasRemaining()) {
        in.read(some);
      }
      assertThat(some.array()).isEqualTo(Arrays.copyOfRange(bytes, 654_321, 655_321));
      assertThat(in.size()).isEqualTo(SIZE);
    }
  }

  private static ParallelTransferOptions parallel() {
    return new ParallelTransferOptions()
        .setBlockSizeLong((long) PART)
        .setMaxSingleUploadSizeLong((long) PART)
        .setMaxConcurrency(4);
  }
}
