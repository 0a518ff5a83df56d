package weftline.storage.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.net.BodyTooLargeException;
import weftline.net.Request;
import weftline.net.WrappedRequest;
import weftline.storage.StorageException;

/// A request whose body comes in the form of a [StructuredMessage], as if it came without.
///
/// @param length of the body itself
record StructuredRequest(Request wrapped, long length) implements WrappedRequest {
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
    return new StructuredInput(wrapped.bodyStream(), length);
  }
}
