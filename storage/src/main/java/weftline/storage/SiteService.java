package weftline.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import weftline.net.Response;

/// Serves the blobs of the container `$web` as pages: a folder is its index, and what is absent is
/// the error page.
record SiteService(Settings settings, StorageService blobs) implements StorageService {
  /// Every page is public.
  static final StoredPolicies POLICIES =
      new StoredPolicies() {
        @Override
        public Optional<StoredPolicy> find(
            ServiceKind service, String account, String resource, String id) {
          return Optional.empty();
        }

        @Override
        public PublicAccess publicAccess(String account, String container) {
          return PublicAccess.BLOB;
        }
      };

  @Override
  public CompletionStage<Response> handle(StorageRequest request) throws IOException {
    StaticWebsite site = settings.of(request.account(), ServiceKind.BLOB).blob().website();
    if (!site.enabled()) {
      throw new StorageException(StorageError.WEB_CONTENT_NOT_FOUND);
    }
    try {
      return page(request, wanted(site, request.path()));
    } catch (StorageException refusal) {
      if (refusal.error().status() != StorageError.WEB_CONTENT_NOT_FOUND.status()) {
        throw refusal;
      }
      return missing(request, site);
    }
  }

  /// The blob that a path means.
  private static Optional<String> wanted(StaticWebsite site, String path) {
    if (!path.endsWith("/")) {
      return Optional.of(path);
    }
    return site.defaultIndex()
        .map(index -> SiteCall.CONTAINER + "/" + index)
        .or(() -> site.indexDocument().map(index -> path + index));
  }

  private CompletionStage<Response> page(StorageRequest request, Optional<String> blob)
      throws IOException {
    return blobs.handle(
        request.about(
            blob.orElseThrow(() -> new StorageException(StorageError.WEB_CONTENT_NOT_FOUND))));
  }

  private CompletionStage<Response> missing(StorageRequest request, StaticWebsite site)
      throws IOException {
    try {
      return page(request, site.errorDocument().map(path -> SiteCall.CONTAINER + "/" + path))
          .thenApply(response ->
              new Response(
                  StorageError.WEB_CONTENT_NOT_FOUND.status(),
                  response.headers(),
                  response.body()));
    } catch (StorageException _) {
      throw new StorageException(StorageError.WEB_CONTENT_NOT_FOUND);
    }
  }
}
