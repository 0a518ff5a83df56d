package weftline.storage.blob;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.net.Response;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.XmlWriter;

/// Finds blobs by their tags. There is no index: it reads the properties of all blobs it is asked
/// about, so many at a time that an answer comes soon, and says where to go on.
record TagSearch(KeyValueStore store, Containers containers) {
  static final int READ_MAX = 50_000;

  private static final int PAGE_MAX = 5_000;

  Response find(StorageRequest request, String container) {
    if (!container.isEmpty()) {
      containers.find(request.account(), container);
    }
    String where =
        request
            .query()
            .first("where")
            .orElseThrow(() ->
                new StorageException(StorageError.MISSING_REQUIRED_QUERY_PARAMETER)
                    .withDetail("QueryParameterName", "where"));
    TagExpression wanted = TagParser.parseQuery(where, reason -> invalid(where, reason));
    int size =
        request
            .query()
            .number("maxresults", 1, Integer.MAX_VALUE)
            .map(asked -> Math.min(asked, PAGE_MAX))
            .orElse(PAGE_MAX);
    Optional<Place> from =
        request.query().first("marker").filter(text -> !text.isEmpty()).map(Place::of);
    XmlWriter xml =
        new XmlWriter()
            .start("EnumerationResults")
            .attribute("ServiceEndpoint", request.endpoint() + "/")
            .element("Where", where)
            .element("MaxResults", size)
            .start("Blobs");
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      Walk walk = new Walk(request, snapshot, wanted, xml, size);
      Optional<Place> next = walk.run(container, from);
      return xml.end().element("NextMarker", next.map(Place::marker).orElse("")).toResponse(200);
    }
  }

  private static StorageException invalid(String where, String reason) {
    return new StorageException(StorageError.INVALID_QUERY_PARAMETER_VALUE)
        .withDetail("QueryParameterName", "where")
        .withDetail("QueryParameterValue", where)
        .withDetail("Reason", reason);
  }

  /// Where a search goes on.
  private record Place(String container, String blob) {
    static Place of(String marker) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(marker);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int slash = text.indexOf('/');
        if (slash > 0) {
          return new Place(text.substring(0, slash), text.substring(slash + 1));
        }
      } catch (IllegalArgumentException _) {
        throw new StorageException(StorageError.INVALID_MARKER);
      }
      throw new StorageException(StorageError.INVALID_MARKER);
    }

    String marker() {
      byte[] bytes = (container + "/" + blob).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().encodeToString(bytes);
    }
  }

  /// One page.
  private static final class Walk {
    private final StorageRequest request;
    private final KeyValueStore.Snapshot snapshot;
    private final TagExpression wanted;
    private final XmlWriter xml;
    private final int size;
    private int found;
    private int read;

    Walk(
        StorageRequest request,
        KeyValueStore.Snapshot snapshot,
        TagExpression wanted,
        XmlWriter xml,
        int size) {
      this.request = request;
      this.snapshot = snapshot;
      this.wanted = wanted;
      this.xml = xml;
      this.size = size;
    }

    /// Returns where to go on, if there is more.
    ///
    /// @param only the container to look into; empty for all
    Optional<Place> run(String only, Optional<Place> from) {
      String first = from.map(Place::container).orElse(only);
      Key all = BlobKeys.containers(request.account(), only);
      Key start = BlobKeys.containers(request.account(), first);
      try (KeyValueStore.Cursor cursor = snapshot.scan(start, all.afterPrefix())) {
        while (cursor.next()) {
          String name = BlobKeys.containerName(cursor.key());
          if (!only.isEmpty() && !name.equals(only)) {
            continue;
          }
          String begin =
              from.filter(place -> place.container().equals(name)).map(Place::blob).orElse("");
          long generation = ContainerRow.read(cursor.value()).generation();
          Optional<Place> next = blobs(new ContainerId(request.account(), name, generation), begin);
          if (next.isPresent()) {
            return next;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<Place> blobs(ContainerId container, String begin) {
      if (!wanted.mayMatchIn(container.name())) {
        return Optional.empty();
      }
      Optional<Key> end = BlobKeys.blobs(container, "").afterPrefix();
      try (KeyValueStore.Cursor cursor = snapshot.scan(BlobKeys.blobs(container, begin), end)) {
        while (cursor.next()) {
          String name = BlobKeys.blobName(cursor.key());
          if (found == size || read == READ_MAX) {
            return Optional.of(new Place(container.name(), name));
          }
          read++;
          show(container, name, BlobRow.read(cursor.value()));
        }
      }
      return Optional.empty();
    }

    private void show(ContainerId container, String name, BlobRow row) {
      Tags tags = row.get(BlobField.TAGS).orElse(Tags.NONE);
      if (tags.isEmpty() || row.isExpired(request.now()) || !wanted.matches(tags.values())) {
        return;
      }
      found++;
      xml.start("Blob").element("Name", name).element("ContainerName", container.name());
      tags.write(xml);
      xml.end();
    }
  }
}
