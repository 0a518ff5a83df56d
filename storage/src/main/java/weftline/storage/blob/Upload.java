package weftline.storage.blob;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The bytes of one request, received but not yet named by a row. Close it when they are, or when
/// they never will be.
record Upload(Content content, Digests.Result digests, Optional<ExtentStore.Writer> writer)
    implements AutoCloseable {
  /// Completes when the bytes are on disk, or need not be there before their row.
  CompletionStage<Void> sync() {
    return writer
        .map(ExtentStore.Writer::sync)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /// As headers carry it; empty where nobody has asked for it.
  String md5() {
    return digests.md5().orElse("");
  }

  @Override
  public void close() {
    writer.ifPresent(ExtentStore.Writer::close);
  }
}
