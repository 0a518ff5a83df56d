package weftline.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.net.BodyTooLargeException;
import weftline.net.Headers;
import weftline.net.Request;

/// A request that came inside another one: over the same connection, but with a right of its own.
///
/// @param target what it is about
record InnerCall(Request wrapped, Target target, BatchPart part) implements Targeted {
  @Override
  public String method() {
    return part.method();
  }

  @Override
  public String rawPath() {
    int question = part.resource().indexOf('?');
    return question < 0 ? part.resource() : part.resource().substring(0, question);
  }

  @Override
  public String rawQuery() {
    int question = part.resource().indexOf('?');
    return question < 0 ? "" : part.resource().substring(question + 1);
  }

  /// Its own, and the host that the wrapped one was sent to.
  @Override
  public Headers headers() {
    String host = wrapped.headers().first("Host").orElse("");
    return part.headers().first("Host").isPresent() || host.isEmpty()
        ? part.headers()
        : part.headers().with("Host", host);
  }

  @Override
  public Optional<Long> contentLength() {
    return Optional.of((long) part.body().length);
  }

  @Override
  public boolean bodyIsHere() {
    return true;
  }

  @Override
  public CompletionStage<byte[]> body(int limit) {
    return part.body().length > limit
        ? CompletableFuture.failedStage(new BodyTooLargeException(limit))
        : CompletableFuture.completedStage(part.body());
  }

  @Override
  public InputStream bodyStream() {
    return new ByteArrayInputStream(part.body());
  }
}
