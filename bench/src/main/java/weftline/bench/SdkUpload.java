package weftline.bench;

import com.azure.core.exception.AzureException;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/// Uploads a large blob with the official library, in blocks.
final class SdkUpload {
  private static final long BYTES = 1L << 30;
  private static final long BLOCK = 8L << 20;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int AT_ONCE = 4;
  private static final double MEBIBYTE = 1 << 20;

  private SdkUpload() {}

  static void measure(
      Contestant contestant, Limits limits, Figures.Sink sink, Consumer<String> progress) {
    BlobClient blob = blob(contestant);
    BlobParallelUploadOptions upload =
        new BlobParallelUploadOptions(new Noise(BYTES))
            .setParallelTransferOptions(
                new ParallelTransferOptions()
                    .setBlockSizeLong(BLOCK)
                    .setMaxSingleUploadSizeLong(BLOCK)
                    .setMaxConcurrency(AT_ONCE));
    double cpu = contestant.cpuSeconds();
    long start = System.nanoTime();
    try {
      blob.uploadWithResponse(upload, LIMIT, Context.NONE);
    } catch (AzureException e) {
      progress.accept("blob upload 1 GiB by the SDK FAILED: " + e.getMessage());
      return;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double rate = BYTES / MEBIBYTE / seconds;
    double used = contestant.cpuSeconds() - cpu;
    progress.accept("blob upload 1 GiB by the SDK: %.0f MiB/s, cpu %.2f s".formatted(rate, used));
    sink.add(
        new Report.Figure("blob upload 1 GiB by the SDK: rate", "MiB/s", limits.ofUploads()), rate);
    sink.add(
        new Report.Figure("blob upload 1 GiB by the SDK: cpu", "s", new Aim.PartOfPeer(3)), used);
  }

  private static BlobClient blob(Contestant contestant) {
    return new BlobServiceClientBuilder()
        .endpoint(
            "http://127.0.0.1:"
                + contestant.address(Service.BLOB).getPort()
                + "/"
                + AccountSignature.ACCOUNT)
        .credential(new StorageSharedKeyCredential(AccountSignature.ACCOUNT, AccountSignature.KEY))
        .buildClient()
        .getBlobContainerClient("bench")
        .getBlobClient("uploaded");
  }

  /// So many bytes that say nothing.
  private static final class Noise extends InputStream {
    private final byte[] bytes = new byte[1 << 20];
    private long left;

    Noise(long length) {
      left = length;
      new Random(length).nextBytes(bytes);
    }

    @Override
    public int read() {
      if (left == 0) {
        return -1;
      }
      left--;
      return bytes[(int) (left % bytes.length)] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(left, Math.min(length, bytes.length));
      System.arraycopy(bytes, 0, target, offset, count);
      left -= count;
      return count;
    }
  }
}
