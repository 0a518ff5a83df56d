package weftline.storage.blob;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import weftline.kv.Key;
import weftline.kv.Transactions;
import weftline.net.Response;
import weftline.storage.Retention;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Deleting containers, and having them back. Either is one write: what a container holds stays
/// under its generation until [BlobSpace] takes it away.
record ContainerEnds(Transactions transactions, Retention retention) {
  private static final String DELETED_NAME = "x-ms-deleted-container-name";
  private static final String DELETED_VERSION = "x-ms-deleted-container-version";

  /// Its blobs are out of reach at once.
  CompletionStage<Response> delete(StorageRequest request, String name) {
    Key key = BlobKeys.container(request.account(), name);
    Conditions conditions = Conditions.of(request);
    Optional<Duration> kept = retention.containers(request.account());
    return transactions.transact(transaction -> {
      ContainerRow row = Containers.present(transaction.get(key));
      conditions.checkContainerDelete(row, request.now());
      ContainerId id = new ContainerId(request.account(), name, row.generation());
      new Holds(transaction).check(id, request.now());
      transaction.delete(key);
      if (kept.isPresent()) {
        Deletion deletion = new Deletion(request.now(), request.now().plus(kept.get()));
        transaction.put(
            BlobKeys.kept(id), new KeptContainer(deletion, row.withLease(Lease.NONE)).toBytes());
      } else {
        transaction.put(BlobKeys.deleted(id), new byte[0]);
      }
      return Response.of(202);
    });
  }

  CompletionStage<Response> restore(StorageRequest request, String name) {
    String wanted = required(request, DELETED_NAME);
    String version = required(request, DELETED_VERSION);
    if (!wanted.equals(name)) {
      throw new StorageException(
              StorageError.INVALID_HEADER_VALUE, "A container comes back under its own name only.")
          .withDetail("HeaderName", DELETED_NAME)
          .withDetail("HeaderValue", wanted);
    }
    Key key = BlobKeys.container(request.account(), name);
    return transactions.transact(transaction -> {
      if (transaction.get(key).isPresent()) {
        throw new StorageException(StorageError.CONTAINER_ALREADY_EXISTS);
      }
      Key keptKey =
          KeptContainer.generation(version)
              .map(
                  generation -> BlobKeys.kept(new ContainerId(request.account(), name, generation)))
              .orElseThrow(ContainerEnds::absent);
      ContainerRow row =
          transaction
              .get(keptKey)
              .map(KeptContainer::read)
              .filter(kept -> !kept.deletion().isOver(request.now()))
              .map(KeptContainer::row)
              .orElseThrow(ContainerEnds::absent);
      transaction.delete(keptKey);
      transaction.put(key, row.toBytes());
      return Response.of(201).withHeaders(_ -> row.stampHeaders());
    });
  }

  private static StorageException absent() {
    return new StorageException(StorageError.CONTAINER_NOT_FOUND);
  }

  private static String required(StorageRequest request, String header) {
    return request
        .header(header)
        .orElseThrow(() ->
            new StorageException(StorageError.MISSING_REQUIRED_HEADER)
                .withDetail("HeaderName", header));
  }
}
