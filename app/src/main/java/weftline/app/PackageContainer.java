package weftline.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import weftline.controller.BlobPackages;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.storage.Sas;

/// The container in blob storage that packages are kept in.
///
/// @param account where the account's blobs are
record PackageContainer(URI account, Sas signer, InstantSource clock)
    implements BlobPackages.Container {
  private static final String NAME = "weftline-packages";
  private static final int ALREADY_THERE = 409;
  private static final Duration SIGNED_FOR = Duration.ofHours(1);

  /// Opens the package store in the account, and makes the container unless it is there.
  ///
  /// @param spool a folder for packages that are being uploaded
  static BlobPackages open(HttpClient client, URI account, Sas signer, Path spool)
      throws IOException {
    PackageContainer container = new PackageContainer(account, signer, InstantSource.system());
    container.create(client);
    return new BlobPackages(client, container, spool);
  }

  @Override
  public URI blob(String name, BlobPackages.Access access) {
    String permissions = access == BlobPackages.Access.READ ? "r" : "cw";
    String query = signer.forBlob(NAME, name, permissions, clock.instant().plus(SIGNED_FOR));
    return URI.create("%s/%s/%s?%s".formatted(account, NAME, name, query));
  }

  private void create(HttpClient client) throws IOException {
    String query = signer.forAccount("b", "c", "c", clock.instant().plus(SIGNED_FOR));
    HttpCall call =
        HttpCall.put(
            URI.create("%s/%s?restype=container&%s".formatted(account, NAME, query)),
            new HttpCall.Content.None());
    HttpAnswer answer = client.send(call);
    if (!answer.ok() && answer.status() != ALREADY_THERE) {
      throw new IOException("Blob storage answered %d to %s.".formatted(answer.status(), call));
    }
  }
}
