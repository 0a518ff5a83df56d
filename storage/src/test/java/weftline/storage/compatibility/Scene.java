package weftline.storage.compatibility;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.Sas;
import weftline.storage.ServiceKind;

/// A server, its clients, and new things by names that nobody else has.
final class Scene implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private static final RetryOptions NO_RETRY =
      new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

  private final AllServices services;
  private final HttpClient http = HttpClient.newHttpClient();
  private final BlobServiceClient blobs;
  private final QueueServiceClient queues;
  private final TableServiceClient tables;

  Scene(AllServices services) {
    this.services = services;
    String connection = services.connectionString();
    blobs =
        new BlobServiceClientBuilder()
            .connectionString(connection)
            .retryOptions(NO_RETRY)
            .buildClient();
    queues =
        new QueueServiceClientBuilder()
            .connectionString(connection)
            .retryOptions(NO_RETRY)
            .buildClient();
    tables =
        new TableServiceClientBuilder()
            .connectionString(connection)
            .retryOptions(NO_RETRY)
            .buildClient();
  }

  BlobServiceClient blobs() {
    return blobs;
  }

  QueueServiceClient queues() {
    return queues;
  }

  TableServiceClient tables() {
    return tables;
  }

  /// A name that fits everything.
  String name() {
    return "thing" + NAMES.incrementAndGet();
  }

  /// A new container.
  BlobContainerClient container() {
    return blobs.createBlobContainer(name());
  }

  /// A blob that does not exist yet, in a container of its own.
  BlobClient blob() {
    return container().getBlobClient("a blob");
  }

  /// A new block blob.
  BlobClient blob(String content) {
    BlobClient blob = blob();
    blob.upload(BinaryData.fromString(content));
    return blob;
  }

  /// A new queue.
  QueueClient queue() {
    return queues.createQueue(name());
  }

  /// A new table.
  TableClient table() {
    return tables.createTable(name());
  }

  /// The blob's address with a signature that lets anybody read.
  String readable(BlobClient blob) {
    return blob.getBlobUrl() + "?" + signature();
  }

  /// Sends a request with a signature of the account.
  ///
  /// @param target follows the account's address, such as `/container?restype=container`
  /// @param headers names and values by turns
  RawAnswer send(String method, ServiceKind kind, String target, byte[] body, String... headers)
      throws IOException, InterruptedException {
    String join = target.contains("?") ? "&" : "?";
    URI uri = URI.create(services.endpoint(kind) + target + join + signature());
    return send(method, uri, body, headers);
  }

  /// Where a service of the account is.
  String endpoint(ServiceKind kind) {
    return services.endpoint(kind);
  }

  /// Sends a request as it is.
  RawAnswer send(String method, URI uri, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .header("x-ms-version", "2026-10-06");
    for (int i = 0; i + 1 < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new RawAnswer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /// For everything in the account.
  String signature() {
    return new Sas(Accounts.DEVELOPMENT_NAME, AccountKey.of(Accounts.DEVELOPMENT_KEY))
        .forAccount("bqt", "sco", "rwdxylacuptfiu", Instant.now().plusSeconds(3_600));
  }
}
