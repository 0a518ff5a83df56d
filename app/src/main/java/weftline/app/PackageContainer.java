package weftline.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.controller.BlobPackages;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.storage.Sas;

/// The container in blob storage that packages are kept in. It is made at the start, or when the
/// first package comes if storage does not answer yet: a controller does not wait for storage.
final class PackageContainer implements BlobPackages.Container {
  private static final Logger LOG = LoggerFactory.getLogger(PackageContainer.class);
  private static final String NAME = "weftline-packages";
  private static final int ALREADY_THERE = 409;
  private static final Duration SIGNED_FOR = Duration.ofHours(1);

  private final HttpClient client;
  private final URI account;
  private final Sas signer;
  private final InstantSource clock;
  private volatile boolean made;

  private PackageContainer(HttpClient client, URI account, Sas signer, InstantSource clock) {
    this.client = client;
    this.account = account;
    this.signer = signer;
    this.clock = clock;
  }

  /// Opens the package store in the account. Storage that answers, but not well, is a mistake that
  /// somebody has to mend; storage that does not answer is told of, and asked again later.
  ///
  /// @param account where the account's blobs are
  /// @param spool a folder for packages that are being uploaded
  static BlobPackages open(HttpClient client, URI account, Sas signer, Path spool)
      throws IOException {
    PackageContainer container =
        new PackageContainer(client, account, signer, InstantSource.system());
    Optional<HttpAnswer> answer = container.ask();
    if (answer.isPresent()) {
      container.judge(answer.get());
    }
    return new BlobPackages(client, container, spool);
  }

  @Override
  public void prepare() throws IOException {
    if (!made) {
      judge(client.send(creation()));
    }
  }

  @Override
  public URI blob(String name, BlobPackages.Access access) {
    String permissions = access == BlobPackages.Access.READ ? "r" : "cw";
    String query = signer.forBlob(NAME, name, permissions, clock.instant().plus(SIGNED_FOR));
    return URI.create("%s/%s/%s?%s".formatted(account, NAME, name, query));
  }

  private Optional<HttpAnswer> ask() {
    try {
      return Optional.of(client.send(creation()));
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("blobs", account)
          .addKeyValue("reason", e.getMessage())
          .log("blob storage does not answer: no package comes in or goes out until it does");
      return Optional.empty();
    }
  }

  private HttpCall creation() {
    String query = signer.forAccount("b", "c", "c", clock.instant().plus(SIGNED_FOR));
    return HttpCall.put(
        URI.create("%s/%s?restype=container&%s".formatted(account, NAME, query)),
        new HttpCall.Content.None());
  }

  private void judge(HttpAnswer answer) throws IOException {
    if (!answer.ok() && answer.status() != ALREADY_THERE) {
      throw new IOException(
          "Blob storage answered %d at %s. See that --blobs names one of its accounts,"
                  .formatted(answer.status(), account)
              + " and --account-key the file with a key of it.");
    }
    made = true;
  }
}
