package weftline.storage.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.net.Response;
import weftline.storage.Retention;
import weftline.storage.StorageRequest;
import weftline.storage.StorageService;
import weftline.storage.StoredPolicies;

/// The blob service: understands a request, checks that it may, and carries it out.
public final class BlobService implements StorageService {
  private final KeyValueStore store;
  private final Containers containers;
  private final ContainerEnds containerEnds;
  private final Blobs blobs;
  private final Deletions deletions;
  private final Blocks blocks;
  private final BlobReads reads;
  private final Lists lists;
  private final Contents contents;
  private final BackgroundCopies copies;
  private final Attributes attributes;
  private final TagSearch search;
  private final BlobCollector collector;
  private final BlobSpace space;

  /// Both stores stay the caller's to close.
  public BlobService(KeyValueStore store, ExtentStore extents) {
    this(store, extents, Retention.NONE);
  }

  /// Keeps what is replaced or deleted as the account has it.
  public BlobService(KeyValueStore store, ExtentStore extents, Retention retention) {
    this(store, extents, retention, RemoteSources.NONE);
  }

  /// @param remote reads what is copied from other servers
  public BlobService(
      KeyValueStore store, ExtentStore extents, Retention retention, RemoteSources remote) {
    Transactions transactions = new Transactions(store);
    Stamps stamps = new Stamps();
    Uploads uploads = new Uploads(extents);
    this.store = store;
    containers = new Containers(store, transactions, stamps);
    containerEnds = new ContainerEnds(transactions, retention);
    StagedCounts stagedCounts = new StagedCounts(store);
    Readers readers = new Readers();
    Succession succession = new Succession(retention, stamps);
    blobs = new Blobs(transactions, succession, uploads, stagedCounts);
    deletions = new Deletions(transactions, succession, stagedCounts);
    blocks = new Blocks(transactions, blobs, uploads, stagedCounts);
    reads = new BlobReads(store, extents, readers);
    lists = new Lists(store, containers);
    Sources sources = new Sources(store, extents, readers, containers, remote);
    copies = new BackgroundCopies(store, transactions, blobs, uploads, remote);
    contents =
        new Contents(
            new Appends(transactions, blobs, uploads, sources),
            new Pages(transactions, blobs, uploads, sources),
            new PageLists(store),
            blocks,
            new Copies(transactions, store, extents, blobs, uploads, sources, copies),
            sources);
    attributes = new Attributes(transactions, store);
    search = new TagSearch(store, containers);
    collector = new BlobCollector(store, transactions, readers);
    space = new BlobSpace(store, extents, readers);
  }

  @Override
  public StoredPolicies policies() {
    return new ContainerPolicies(containers);
  }

  @Override
  public CompletionStage<Response> handle(StorageRequest request) throws IOException {
    return StructuredMessage.isWanted(request)
        ? carryOut(StructuredMessage.opened(request))
            .thenApply(answer -> StructuredMessage.answer(request, answer))
        : carryOut(request);
  }

  private CompletionStage<Response> carryOut(StorageRequest request) throws IOException {
    BlobOperation operation = BlobOperation.of(request);
    operation.authorize(request.access());
    return switch (operation) {
      case BlobOperation.AccountInformation() -> done(accountInformation());
      case BlobOperation.ListContainers() -> done(lists.containers(request));
      case BlobOperation.CreateContainer(var name) -> containers.create(request, name);
      case BlobOperation.DeleteContainer(var name) -> containerEnds.delete(request, name);
      case BlobOperation.RestoreContainer(var name) -> containerEnds.restore(request, name);
      case BlobOperation.ContainerProperties(var name) ->
          done(containers.properties(request, name));
      case BlobOperation.SetContainerMetadata(var name) -> containers.setMetadata(request, name);
      case BlobOperation.LeaseContainer(var name, _) -> containers.lease(request, name);
      case BlobOperation.ContainerAccessList(var name) -> done(containers.access(request, name));
      case BlobOperation.SetContainerAccessList(var name) -> containers.setAccess(request, name);
      case BlobOperation.ListBlobs(var name) -> done(lists.blobs(request, name));
      case BlobOperation.PutBlob(var place) -> blobs.put(request, find(request, place));
      case BlobOperation.GetBlob(var place) -> done(reads.get(request, find(request, place)));
      case BlobOperation.BlobProperties(var place) ->
          done(reads.properties(request, find(request, place)));
      case BlobOperation.SetBlobProperties(var place) ->
          blobs.setProperties(request, find(request, place));
      case BlobOperation.SetBlobMetadata(var place) ->
          blobs.setMetadata(request, find(request, place));
      case BlobOperation.SnapshotBlob(var place) -> blobs.snapshot(request, find(request, place));
      case BlobOperation.DeleteBlob(var place) -> deletions.delete(request, find(request, place));
      case BlobOperation.UndeleteBlob(var place) ->
          deletions.undelete(request, find(request, place));
      case BlobOperation.PutBlock(var place, var block) ->
          blocks.put(request, find(request, place), block);
      case BlobOperation.PutBlockList(var place) -> blocks.commit(request, find(request, place));
      case BlobOperation.BlockList(var place, var kinds) ->
          done(blockList(request, find(request, place), kinds));
      case BlobOperation.OfContent(var place, var content) ->
          contents.handle(request, content, find(request, place));
      case BlobOperation.OfAttribute(var place, var attribute) ->
          attributes.handle(request, attribute, find(request, place));
      case BlobOperation.FindByTags(var name) -> done(search.find(request, name));
      case BlobOperation.Batch(var container) -> new BlobBatch(request, container).run();
    };
  }

  /// Frees what deleted containers, replaced blobs and forgotten uploads have left, one step for
  /// each call. To be called every few minutes, on a thread that may block.
  public void collect(Instant now) throws IOException {
    collector.collect(now);
    copies.failForgotten(now);
    space.collect();
  }

  private static Response accountInformation() {
    return Response.of(200)
        .with("x-ms-sku-name", "Standard_LRS")
        .with("x-ms-account-kind", "StorageV2")
        .with("x-ms-is-hns-enabled", "false");
  }

  private Response blockList(StorageRequest request, BlobId blob, String kinds) {
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      return blocks.list(request, snapshot, blob, kinds);
    }
  }

  private BlobId find(StorageRequest request, BlobOperation.Place place) {
    return containers.find(request, place);
  }

  private static CompletionStage<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
