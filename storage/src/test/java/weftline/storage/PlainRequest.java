package weftline.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import weftline.net.BodyTooLargeException;
import weftline.net.Headers;
import weftline.net.Identity;
import weftline.net.Request;
import weftline.net.Response;

/// A request that has not come over a wire.
///
/// @param target path and query as they would be sent
public record PlainRequest(
    String method, String target, Headers headers, InetSocketAddress remote, byte[] bytes)
    implements Request {
  public static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  public static PlainRequest of(String method, String target) {
    return new PlainRequest(
        method,
        target,
        Headers.EMPTY,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711),
        new byte[0]);
  }

  public PlainRequest with(String header, String value) {
    return new PlainRequest(method, target, headers.with(header, value), remote, bytes);
  }

  public PlainRequest from(InetSocketAddress newRemote) {
    return new PlainRequest(method, target, headers, newRemote, bytes);
  }

  public PlainRequest withBody(String body) {
    return withBody(body.getBytes(StandardCharsets.UTF_8));
  }

  public PlainRequest withBody(byte[] newBytes) {
    Headers longer = headers.with("Content-Length", Integer.toString(newBytes.length));
    return new PlainRequest(method, target, longer, remote, newBytes);
  }

  /// As a service sees it when it came with the account's key.
  public StorageRequest authenticated() {
    return authenticated(new Access.Owner());
  }

  public StorageRequest authenticated(Access access) {
    return authenticated(access, NOW);
  }

  public StorageRequest authenticated(Access access, Instant now) {
    return new StorageRequest(
        this, Target.of(rawPath()), Parameters.parse(rawQuery()), access, now, new NoFront());
  }

  /// As [#authenticated()], at another time.
  public StorageRequest authenticatedAt(Instant now) {
    return new StorageRequest(
        this,
        Target.of(rawPath()),
        Parameters.parse(rawQuery()),
        new Access.Owner(),
        now,
        new NoFront());
  }

  @Override
  public String rawPath() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  @Override
  public String rawQuery() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  @Override
  public Optional<Identity> peer() {
    return Optional.empty();
  }

  @Override
  public boolean secure() {
    return false;
  }

  @Override
  public Optional<Long> contentLength() {
    return headers.first("Content-Length").map(Long::valueOf);
  }

  @Override
  public boolean bodyIsHere() {
    return true;
  }

  @Override
  public CompletionStage<byte[]> body(int limit) {
    return bytes.length > limit
        ? CompletableFuture.failedStage(new BodyTooLargeException(limit))
        : CompletableFuture.completedStage(bytes);
  }

  @Override
  public InputStream bodyStream() {
    return new ByteArrayInputStream(bytes);
  }

  /// Nothing stands before the service.
  private static final class NoFront implements Front {
    @Override
    public StorageRequest admit(Request request) {
      throw new StorageException(StorageError.NOT_IMPLEMENTED);
    }

    @Override
    public CompletionStage<Response> handle(Request request, Consumer<StorageRequest> check) {
      throw new StorageException(StorageError.NOT_IMPLEMENTED);
    }
  }
}
