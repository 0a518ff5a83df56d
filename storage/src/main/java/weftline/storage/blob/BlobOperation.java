package weftline.storage.blob;

import java.util.Optional;
import java.util.regex.Pattern;
import weftline.storage.Access;
import weftline.storage.Level;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// What a request asks of the blob service; one type for each operation.
sealed interface BlobOperation {
  record AccountInformation() implements BlobOperation {}

  record ListContainers() implements BlobOperation {}

  record CreateContainer(String container) implements BlobOperation {}

  record DeleteContainer(String container) implements BlobOperation {}

  record RestoreContainer(String container) implements BlobOperation {}

  record ContainerProperties(String container) implements BlobOperation {}

  record SetContainerMetadata(String container) implements BlobOperation {}

  record LeaseContainer(String container, boolean breaks) implements BlobOperation {}

  record ContainerAccessList(String container) implements BlobOperation {}

  record SetContainerAccessList(String container) implements BlobOperation {}

  record ListBlobs(String container) implements BlobOperation {}

  record PutBlob(Place blob) implements BlobOperation {}

  record GetBlob(Place blob) implements BlobOperation {}

  record BlobProperties(Place blob) implements BlobOperation {}

  /// Something that stands beside the bytes.
  record OfAttribute(Place blob, Attribute attribute) implements BlobOperation {}

  /// Finds blobs by their tags.
  ///
  /// @param container in which; empty for all
  record FindByTags(String container) implements BlobOperation {}

  record SetBlobProperties(Place blob) implements BlobOperation {}

  record SetBlobMetadata(Place blob) implements BlobOperation {}

  record SnapshotBlob(Place blob) implements BlobOperation {}

  record DeleteBlob(Place blob) implements BlobOperation {}

  record UndeleteBlob(Place blob) implements BlobOperation {}

  record PutBlock(Place blob, String block) implements BlobOperation {}

  record PutBlockList(Place blob) implements BlobOperation {}

  record BlockList(Place blob, String kinds) implements BlobOperation {}

  /// Many requests in one.
  ///
  /// @param container in which all of them are; empty for the account
  record Batch(String container) implements BlobOperation {}

  record OfContent(Place blob, ContentOperation content) implements BlobOperation {}

  /// Where a blob is, as the client names it.
  record Place(String container, String name) {}

  /// Understands a request. What is not known is refused as not implemented.
  static BlobOperation of(StorageRequest request) {
    String path = request.path();
    if (request.query().text("restype").equals("account")) {
      return new AccountInformation();
    }
    if (path.isEmpty()) {
      return ofAccount(request);
    }
    int slash = path.indexOf('/');
    String container = slash < 0 ? path : path.substring(0, slash);
    boolean whole = slash < 0 || slash == path.length() - 1;
    if (whole && request.query().text("restype").equals("container")) {
      return ofContainer(request, Names.container(container));
    }
    Place blob =
        slash < 0
            ? inRoot(path, request.access())
            : new Place(Names.container(container), Names.blob(path.substring(slash + 1)));
    return ofBlob(request, blob);
  }

  /// A signature for a container covers the first part of the path, which is no container here.
  private static Place inRoot(String name, Access access) {
    if (access instanceof Access.ServiceSignature signature && signature.container()) {
      throw new StorageException(StorageError.AUTHORIZATION_PERMISSION_MISMATCH);
    }
    return new Place(Names.ROOT, Names.blob(name));
  }

  private static BlobOperation ofAccount(StorageRequest request) {
    return switch (form(request)) {
      case "GET list" -> new ListContainers();
      case "GET blobs" -> new FindByTags("");
      case "POST batch" -> new Batch("");
      default -> throw unknown(request);
    };
  }

  private static BlobOperation ofContainer(StorageRequest request, String container) {
    return switch (form(request)) {
      case "PUT" -> new CreateContainer(container);
      case "DELETE" -> new DeleteContainer(container);
      case "GET", "HEAD", "GET metadata", "HEAD metadata" -> new ContainerProperties(container);
      case "PUT undelete" -> new RestoreContainer(container);
      case "PUT metadata" -> new SetContainerMetadata(container);
      case "PUT lease" -> new LeaseContainer(container, LeaseHeaders.breaks(request));
      case "GET acl", "HEAD acl" -> new ContainerAccessList(container);
      case "PUT acl" -> new SetContainerAccessList(container);
      case "GET list" -> new ListBlobs(container);
      case "GET blobs" -> new FindByTags(container);
      case "POST batch" -> new Batch(container);
      default -> throw unknown(request);
    };
  }

  private static BlobOperation ofBlob(StorageRequest request, Place blob) {
    Optional<ContentOperation> content = ContentOperation.of(request);
    if (content.isPresent()) {
      return new OfContent(blob, content.get());
    }
    Optional<Attribute> attribute = Attribute.of(request, form(request));
    if (attribute.isPresent()) {
      return new OfAttribute(blob, attribute.get());
    }
    return switch (form(request)) {
      case "PUT" -> put(request, blob);
      case "GET" -> new GetBlob(blob);
      case "HEAD", "GET metadata", "HEAD metadata" -> new BlobProperties(blob);
      case "PUT properties" -> new SetBlobProperties(blob);
      case "PUT metadata" -> new SetBlobMetadata(blob);
      case "PUT snapshot" -> new SnapshotBlob(blob);
      case "DELETE" -> new DeleteBlob(blob);
      case "PUT undelete" -> new UndeleteBlob(blob);
      case "PUT block" -> new PutBlock(blob, Names.block(request.query().text("blockid")));
      case "PUT blocklist" -> new PutBlockList(blob);
      case "GET blocklist" ->
          new BlockList(blob, request.query().first("blocklisttype").orElse("committed"));
      default -> throw unknown(request);
    };
  }

  private static BlobOperation put(StorageRequest request, Place blob) {
    String type =
        request
            .header("x-ms-blob-type")
            .orElseThrow(() ->
                new StorageException(StorageError.MISSING_REQUIRED_HEADER)
                    .withDetail("HeaderName", "x-ms-blob-type"));
    if (!type.equalsIgnoreCase("BlockBlob")) {
      throw unknown(request);
    }
    return new PutBlob(blob);
  }

  private static String form(StorageRequest request) {
    return (request.method() + " " + request.query().text("comp")).strip();
  }

  private static StorageException unknown(StorageRequest request) {
    return new StorageException(
        StorageError.NOT_IMPLEMENTED,
        "This server has no blob operation for " + form(request) + " here.");
  }

  /// Refuses the operation if the request's access does not cover it.
  default void authorize(Access access) {
    switch (this) {
      case AccountInformation _, Batch _ -> {}
      case ListContainers _ -> access.requireAccount(Level.SERVICE, "l");
      case CreateContainer _, RestoreContainer _ -> access.requireAccount(Level.CONTAINER, "cw");
      case DeleteContainer _ -> access.requireAccount(Level.CONTAINER, "d");
      case ContainerProperties _ -> access.requireAccount(Level.CONTAINER, "r");
      case SetContainerMetadata _ -> access.requireAccount(Level.CONTAINER, "w");
      case LeaseContainer(_, var breaks) ->
          access.requireAccount(Level.CONTAINER, breaks ? "wd" : "w");
      case ContainerAccessList _, SetContainerAccessList _ -> access.requireOwner();
      case OfAttribute(_, var attribute) -> access.require(Level.OBJECT, attribute.permissions());
      case FindByTags(var container) ->
          access.require(container.isEmpty() ? Level.SERVICE : Level.CONTAINER, "f");
      case ListBlobs _ -> access.require(Level.CONTAINER, "l");
      case OfContent(_, var content) -> access.require(Level.OBJECT, content.permissions());
      case PutBlob _ -> access.require(Level.OBJECT, "cw");
      case GetBlob _, BlobProperties _, BlockList _ -> access.require(Level.OBJECT, "r");
      case SnapshotBlob _ -> access.require(Level.OBJECT, "cw");
      case DeleteBlob _ -> access.require(Level.OBJECT, "dxy");
      case UndeleteBlob _, SetBlobProperties _, SetBlobMetadata _, PutBlock _, PutBlockList _ ->
          access.require(Level.OBJECT, "w");
    }
  }

  /// The rules for names.
  final class Names {
    static final String ROOT = "$root";

    private static final Pattern CONTAINER =
        Pattern.compile("\\$root|\\$web|\\$logs|[a-z0-9](-?[a-z0-9]){2,62}");
    private static final Pattern BASE64 =
        Pattern.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
    private static final int CONTAINER_MAX = 63;
    private static final int BLOB_MAX = 1_024;
    private static final int BLOCK_MAX = 88;

    private Names() {}

    static String container(String name) {
      if (name.length() > CONTAINER_MAX || !CONTAINER.matcher(name).matches()) {
        throw new StorageException(StorageError.INVALID_RESOURCE_NAME);
      }
      return name;
    }

    static String blob(String name) {
      if (name.isEmpty() || name.length() > BLOB_MAX) {
        throw new StorageException(StorageError.INVALID_RESOURCE_NAME);
      }
      return name;
    }

    static String block(String id) {
      if (id.isEmpty() || id.length() > BLOCK_MAX || !BASE64.matcher(id).matches()) {
        throw new StorageException(StorageError.INVALID_BLOCK_ID);
      }
      return id;
    }
  }
}
