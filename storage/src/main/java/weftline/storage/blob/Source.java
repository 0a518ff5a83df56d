package weftline.storage.blob;

import java.net.URI;
import weftline.net.Headers;
import weftline.storage.StorageRequest;

/// Where bytes that are to be copied are.
sealed interface Source {
  /// A blob of this server.
  ///
  /// @param request that would read it
  record Own(StorageRequest request, BlobId blob, BlobRow row, BlobBytes.Source bytes)
      implements Source {}

  /// What another server gives.
  ///
  /// @param headers of the request that reads it
  record Foreign(URI url, Headers headers) implements Source {}
}
