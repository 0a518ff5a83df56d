package weftline.controller;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import weftline.model.PackageReference;
import weftline.net.Headers;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.StreamedAnswer;

/// Keeps packages in a container of blob storage, which it enters with signed addresses only.
public final class BlobPackages implements Packages {
  private static final Duration TRANSFER_MAX = Duration.ofMinutes(10);
  private static final Duration CALL_MAX = Duration.ofSeconds(30);
  private static final Set<Integer> THERE_ALREADY = Set.of(409, 412);
  private static final int NOT_FOUND = 404;
  private static final int CLAIMED_MEANWHILE = 412;
  private static final int TRIES_MAX = 3;

  private final HttpClient client;
  private final Container container;
  private final Path spool;

  /// @param spool a folder for what is being uploaded, until its hash is known to be right
  public BlobPackages(HttpClient client, Container container, Path spool) {
    this.client = client;
    this.container = container;
    this.spool = spool;
  }

  @Override
  public PackageReference put(String sha256, InputStream content) throws IOException {
    Files.createDirectories(spool);
    Path file = Files.createTempFile(spool, "package", ".cspkg");
    try {
      PackageReference reference;
      try (OutputStream out = Files.newOutputStream(file)) {
        reference = HashingSink.copy(sha256, content, out);
      }
      upload(reference, file);
      return reference;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// One that was there already counts as new; it may have been removed at that very moment.
  private void upload(PackageReference reference, Path file) throws IOException {
    container.prepare();
    boolean stored = false;
    for (int tried = 0; tried < TRIES_MAX && !stored; tried++) {
      stored = create(reference, file) || claim(reference.sha256()).isPresent();
    }
    if (!stored) {
      throw new IOException("The package store does not keep %s.".formatted(reference.sha256()));
    }
  }

  /// @return whether it was not there before
  private boolean create(PackageReference reference, Path file) throws IOException {
    HttpCall call =
        HttpCall.put(
                container.blob(reference.sha256(), Access.WRITE), new HttpCall.Content.File(file))
            .with("x-ms-blob-type", "BlockBlob")
            .with("If-None-Match", "*")
            .within(TRANSFER_MAX);
    HttpAnswer answer = client.send(call);
    if (!answer.ok() && !THERE_ALREADY.contains(answer.status())) {
      throw unexpected(call, answer.status());
    }
    return answer.ok();
  }

  @Override
  public Optional<PackageReference> find(String sha256) throws IOException {
    HttpCall call =
        new HttpCall(
            "HEAD",
            container.blob(sha256, Access.READ),
            Headers.EMPTY,
            new HttpCall.Content.None(),
            CALL_MAX);
    HttpAnswer answer = client.send(call);
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    if (!answer.ok()) {
      throw unexpected(call, answer.status());
    }
    return answer
        .headers()
        .first("Content-Length")
        .map(length -> new PackageReference(sha256, Long.parseLong(length)));
  }

  /// To set what is said of a blob gives it a new time and tag.
  @Override
  public Optional<PackageReference> claim(String sha256) throws IOException {
    URI blob = container.blob(sha256, Access.WRITE);
    HttpCall call =
        HttpCall.put(URI.create(blob + "&comp=metadata"), new HttpCall.Content.None())
            .within(CALL_MAX);
    HttpAnswer answer = client.send(call);
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    if (!answer.ok()) {
      throw unexpected(call, answer.status());
    }
    return find(sha256);
  }

  @Override
  public Page list(Optional<String> from) throws IOException {
    return container.list(from);
  }

  @Override
  public boolean remove(Stored stored) throws IOException {
    HttpCall call =
        HttpCall.delete(container.blob(stored.sha256(), Access.REMOVE))
            .with("If-Match", stored.tag())
            .within(CALL_MAX);
    HttpAnswer answer = client.send(call);
    if (!answer.ok() && !Set.of(NOT_FOUND, CLAIMED_MEANWHILE).contains(answer.status())) {
      throw unexpected(call, answer.status());
    }
    return answer.status() != CLAIMED_MEANWHILE;
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    HttpCall call = HttpCall.get(container.blob(sha256, Access.READ));
    StreamedAnswer answer = client.stream(call);
    if (answer.ok()) {
      return answer.body();
    }
    answer.close();
    if (answer.status() == NOT_FOUND) {
      throw new NoSuchFileException(sha256, "", "no such package");
    }
    throw unexpected(call, answer.status());
  }

  @Override
  public Optional<URI> location(String sha256) {
    return Optional.of(container.blob(sha256, Access.READ));
  }

  private static IOException unexpected(HttpCall call, int status) {
    return new IOException("The package store answered %d to %s.".formatted(status, call));
  }

  /// What a signed address allows.
  public enum Access {
    READ,
    WRITE,
    REMOVE
  }

  /// Signs the addresses of blobs in the container of packages, for some time from now.
  public interface Container {
    /// Called before a package is put in it.
    void prepare() throws IOException;

    URI blob(String name, Access access);

    /// Some of the packages that are in it, in order.
    Page list(Optional<String> from) throws IOException;
  }
}
