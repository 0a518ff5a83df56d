package weftline.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.controller.BlobPackages;
import weftline.controller.Packages.Page;
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
  private static final int NOT_THERE = 404;
  private static final int PAGE = 100;
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
    String permissions =
        switch (access) {
          case READ -> "r";
          case WRITE -> "cw";
          case REMOVE -> "d";
        };
    String query = signer.forBlob(NAME, name, permissions, clock.instant().plus(SIGNED_FOR));
    return URI.create("%s/%s/%s?%s".formatted(account, NAME, name, query));
  }

  @Override
  public Page list(Optional<String> from) throws IOException {
    String query = signer.forAccount("b", "c", "l", clock.instant().plus(SIGNED_FOR));
    String marker =
        from.map(text -> "&marker=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).orElse("");
    HttpAnswer answer =
        client.send(
            HttpCall.get(
                URI.create(
                    "%s/%s?restype=container&comp=list&maxresults=%d%s&%s"
                        .formatted(account, NAME, PAGE, marker, query))));
    if (answer.status() == NOT_THERE) {
      return new Page(List.of(), Optional.empty());
    }
    if (!answer.ok()) {
      throw new IOException(
          "Blob storage answered %d when asked for the packages in it.".formatted(answer.status()));
    }
    return PackageList.read(answer.body());
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
