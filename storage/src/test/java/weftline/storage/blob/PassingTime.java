package weftline.storage.blob;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.Retention;
import weftline.storage.Sas;
import weftline.storage.StorageServerConfig;

/// A blob service whose clock tests move, and a client that asks once. The client comes with a
/// signature, because its own requests would soon be too old or too new.
final class PassingTime implements AutoCloseable {
  private static final Duration SIGNED_FOR = Duration.ofDays(1_000);
  private static final RetryOptions NO_RETRY =
      new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final BlobFixture fixture;

  PassingTime(Path folder) throws IOException {
    StorageServerConfig config = StorageServerConfig.onAnyPort(Accounts.development());
    fixture = new BlobFixture(folder, Retention.NONE, config, now::get);
  }

  Instant now() {
    return now.get();
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /// With everything that a signature can allow.
  String signature() {
    return new Sas(Accounts.DEVELOPMENT_NAME, AccountKey.of(Accounts.DEVELOPMENT_KEY))
        .forAccount("b", "sco", "rwdxylacuptfi", now().plus(SIGNED_FOR));
  }

  BlobServiceClientBuilder builder() {
    return new BlobServiceClientBuilder()
        .endpoint(fixture.endpoint())
        .sasToken(signature())
        .retryOptions(NO_RETRY);
  }

  /// A new container.
  BlobContainerClient container() {
    return builder().buildClient().createBlobContainer("box");
  }

  @Override
  public void close() {
    fixture.close();
  }
}
