package weftline.storage.blob;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.net.BodyTooLargeException;
import weftline.net.Headers;
import weftline.net.Identity;
import weftline.net.Request;
import weftline.storage.StorageException;

/// A request whose body comes in the form of a [StructuredMessage], as if it came without.
///
/// @param length of the body itself
record StructuredRequest(Request sent, long length) implements Request {
  @Override
  public String method() {
    return sent.method();
  }

  @Override
  public String rawPath() {
    return sent.rawPath();
  }

  @Override
  public String rawQuery() {
    return sent.rawQuery();
  }

  @Override
  public Headers headers() {
    return sent.headers();
  }

  @Override
  public InetSocketAddress remote() {
    return sent.remote();
  }

  @Override
  public Optional<Identity> peer() {
    return sent.peer();
  }

  @Override
  public boolean secure() {
    return sent.secure();
  }

  @Override
  public Optional<Long> contentLength() {
    return Optional.of(length);
  }

  @Override
  public CompletionStage<byte[]> body(int limit) {
    if (length > limit) {
      return CompletableFuture.failedStage(new BodyTooLargeException(limit));
    }
    try (InputStream body = bodyStream()) {
      return CompletableFuture.completedStage(body.readAllBytes());
    } catch (IOException | StorageException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public InputStream bodyStream() {
    return new StructuredInput(sent.bodyStream(), length);
  }
}
