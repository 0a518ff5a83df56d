package weftline.storage;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import weftline.net.Response;

/// What blobs, queues and tables are to the front end. Called on a thread that may block, after the
/// request has been authenticated; refusals are thrown, or fail the stage, as [StorageException].
/// The stage completes when the change is durable.
@FunctionalInterface
public interface StorageService {
  CompletionStage<Response> handle(StorageRequest request) throws IOException;

  /// The policies that are stored with the service's containers, queues or tables.
  default StoredPolicies policies() {
    return StoredPolicies.NONE;
  }
}
