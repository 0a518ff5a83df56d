package weftline.storage.blob;

import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.net.Headers;
import weftline.net.Response;
import weftline.storage.AccessList;
import weftline.storage.PublicAccess;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// The operations on containers, but for lists and their end.
record Containers(KeyValueStore store, Transactions transactions, Stamps stamps) {
  CompletionStage<Response> create(StorageRequest request, String name) {
    Key key = BlobKeys.container(request.account(), name);
    SortedMap<String, String> metadata = request.metadata();
    ContainerAccess access = new ContainerAccess(PublicAccess.of(request), AccessList.EMPTY);
    return transactions.transact(transaction -> {
      if (transaction.get(key).isPresent()) {
        throw new StorageException(StorageError.CONTAINER_ALREADY_EXISTS);
      }
      Stamp stamp = stamps.next(request.now());
      ContainerRow row = new ContainerRow(stamp.version(), stamp, metadata, Lease.NONE, access);
      transaction.put(key, row.toBytes());
      return Response.of(201).withHeaders(_ -> row.stampHeaders());
    });
  }

  Response properties(StorageRequest request, String name) {
    ContainerRow row = present(store.get(BlobKeys.container(request.account(), name)));
    Conditions.of(request).checkContainer(row, request.now());
    return Response.of(200).withHeaders(_ -> row.headers(request.now()));
  }

  CompletionStage<Response> setMetadata(StorageRequest request, String name) {
    Key key = BlobKeys.container(request.account(), name);
    SortedMap<String, String> metadata = request.metadata();
    Conditions conditions = Conditions.of(request);
    return transactions.transact(transaction -> {
      ContainerRow row = present(transaction.get(key));
      conditions.checkContainer(row, request.now());
      Stamp stamp = stamps.after(row.stamp(), request.now());
      ContainerRow changed = row.withMetadata(stamp, metadata);
      transaction.put(key, changed.toBytes());
      return Response.of(200).withHeaders(_ -> changed.stampHeaders());
    });
  }

  /// Takes, keeps or ends a lease; the container itself is not changed by that.
  CompletionStage<Response> lease(StorageRequest request, String name) {
    Key key = BlobKeys.container(request.account(), name);
    LeaseAction action = LeaseHeaders.action(request);
    Conditions conditions = Conditions.of(request).withoutLease();
    return transactions.transact(transaction -> {
      ContainerRow row = present(transaction.get(key));
      conditions.checkContainer(row, request.now());
      ContainerRow changed = row.withLease(row.lease().after(action, request.now()));
      transaction.put(key, changed.toBytes());
      return LeaseHeaders.answer(action, changed.lease(), changed.stampHeaders(), request.now());
    });
  }

  Response access(StorageRequest request, String name) {
    ContainerRow row = present(store.get(BlobKeys.container(request.account(), name)));
    Conditions.of(request).checkContainer(row, request.now());
    Headers headers = row.access().added(row.stampHeaders());
    Response list = row.access().policies().toResponse();
    return list.withHeaders(
        before -> headers.with("Content-Type", before.first("Content-Type").orElseThrow()));
  }

  CompletionStage<Response> setAccess(StorageRequest request, String name) {
    Key key = BlobKeys.container(request.account(), name);
    ContainerAccess access = ContainerAccess.of(request);
    Conditions conditions = Conditions.of(request);
    return transactions.transact(transaction -> {
      ContainerRow row = present(transaction.get(key));
      conditions.checkContainer(row, request.now());
      ContainerRow changed = row.withAccess(stamps.after(row.stamp(), request.now()), access);
      transaction.put(key, changed.toBytes());
      return Response.of(200).withHeaders(_ -> changed.stampHeaders());
    });
  }

  /// What the owner has let others do; nothing if there is no such container.
  ContainerAccess access(String account, String name) {
    return store
        .get(BlobKeys.container(account, name))
        .map(row -> ContainerRow.read(row).access())
        .orElse(ContainerAccess.OWN);
  }

  /// The container as it is now; refuses if there is none.
  ContainerId find(String account, String name) {
    ContainerRow row = present(store.get(BlobKeys.container(account, name)));
    return new ContainerId(account, name, row.generation());
  }

  BlobId find(StorageRequest request, BlobOperation.Place place) {
    return new BlobId(find(request.account(), place.container()), place.name());
  }

  static ContainerRow present(Optional<byte[]> row) {
    return row.map(ContainerRow::read)
        .orElseThrow(() -> new StorageException(StorageError.CONTAINER_NOT_FOUND));
  }
}
