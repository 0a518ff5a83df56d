package weftline.storage.blob;

import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The bytes of one request, received but not yet named by a row. Close it when they are, or when
/// they never will be.
///
/// @param md5 of the bytes, as headers carry it
record Upload(Content content, String md5, Optional<ExtentStore.Writer> writer)
    implements AutoCloseable {
  static Upload inline(byte[] bytes, byte[] md5) {
    return new Upload(new Content.Inline(bytes), encoded(md5), Optional.empty());
  }

  static Upload stored(Content content, byte[] md5, ExtentStore.Writer writer) {
    return new Upload(content, encoded(md5), Optional.of(writer));
  }

  /// Completes when the bytes are on disk, or need not be there before their row.
  CompletionStage<Void> sync() {
    return writer
        .map(ExtentStore.Writer::sync)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  @Override
  public void close() {
    writer.ifPresent(ExtentStore.Writer::close);
  }

  private static String encoded(byte[] md5) {
    return Base64.getEncoder().encodeToString(md5);
  }
}
