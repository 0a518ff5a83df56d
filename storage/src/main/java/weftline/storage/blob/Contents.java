package weftline.storage.blob;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.net.Response;
import weftline.storage.StorageRequest;

/// Has the operations on append blobs, page blobs and copies done.
record Contents(
    Appends appends, Pages pages, PageLists lists, Blocks blocks, Copies copies, Sources sources) {
  CompletionStage<Response> handle(StorageRequest request, ContentOperation operation, BlobId blob)
      throws IOException {
    return switch (operation) {
      case CREATE_APPEND -> appends.create(request, blob);
      case APPEND_BLOCK -> appends.append(request, blob);
      case APPEND_FROM_URL -> appends.appendFromUrl(request, blob);
      case SEAL -> appends.seal(request, blob);
      case CREATE_PAGE -> pages.create(request, blob);
      case PUT_PAGE -> pages.write(request, blob);
      case PUT_PAGE_FROM_URL -> pages.writeFromUrl(request, blob);
      case SET_PAGE_PROPERTIES -> pages.setProperties(request, blob);
      case PAGE_RANGES -> CompletableFuture.completedFuture(lists.list(request, blob));
      case COPY -> copies.copy(request, blob);
      case COPY_AT_ONCE -> copies.copyAtOnce(request, blob);
      case PUT_FROM_URL -> copies.putFromUrl(request, blob);
      case ABORT_COPY -> copies.background().abort(request, blob);
      case PUT_BLOCK_FROM_URL -> blocks.putFromUrl(request, blob, sources);
      case INCREMENTAL_COPY -> copies.copyIncrementally(request, blob);
    };
  }
}
