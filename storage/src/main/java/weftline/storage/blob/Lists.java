package weftline.storage.blob;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.net.Response;
import weftline.storage.Parameters;
import weftline.storage.PublicAccess;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.WireTimes;
import weftline.storage.XmlWriter;

/// The lists of containers and of blobs, a page at a time, each from one snapshot.
record Lists(KeyValueStore store, Containers containers) {
  private static final int PAGE_MAX = 5_000;

  Response containers(StorageRequest request) {
    Page page = Page.of(request);
    XmlWriter xml = start(request, page).start("Containers");
    Key all = BlobKeys.containers(request.account(), page.prefix());
    Key from =
        page.marker().map(marker -> BlobKeys.containers(request.account(), marker)).orElse(all);
    String next = "";
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(from, all.afterPrefix())) {
      for (int count = 0; next.isEmpty() && cursor.next(); count++) {
        String name = BlobKeys.containerName(cursor.key());
        if (count == page.size()) {
          next = name;
        } else {
          write(xml, name, ContainerRow.read(cursor.value()), page);
        }
      }
    }
    return end(xml, next);
  }

  Response blobs(StorageRequest request, String container) {
    Page page = Page.of(request);
    ContainerId id = containers.find(request.account(), container);
    XmlWriter xml = start(request, page);
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      xml.start("Blobs");
      return end(xml, new Walk(snapshot, id, page, xml).run());
    }
  }

  private static XmlWriter start(StorageRequest request, Page page) {
    String container = request.path().replace("/", "");
    XmlWriter xml =
        new XmlWriter()
            .start("EnumerationResults")
            .attribute("ServiceEndpoint", request.endpoint() + "/");
    if (!container.isEmpty()) {
      xml.attribute("ContainerName", container);
    }
    xml.element("Prefix", page.prefix());
    page.marker().ifPresent(_ -> xml.element("Marker", request.query().text("marker")));
    xml.element("MaxResults", page.size());
    if (!page.delimiter().isEmpty()) {
      xml.element("Delimiter", page.delimiter());
    }
    return xml;
  }

  private static Response end(XmlWriter xml, String next) {
    return xml.end().element("NextMarker", Page.marker(next)).toResponse(200);
  }

  private static void write(XmlWriter xml, String name, ContainerRow row, Page page) {
    xml.start("Container").element("Name", name).start("Properties");
    writeStamp(xml, row.stamp());
    writeLease(xml, row.lease(), page.now());
    if (row.access().everybody() != PublicAccess.NONE) {
      xml.element("PublicAccess", row.access().everybody().toString());
    }
    xml.element("HasImmutabilityPolicy", "false").element("HasLegalHold", "false").end();
    writeMetadata(xml, row.metadata(), page);
    xml.end();
  }

  private static void writeStamp(XmlWriter xml, Stamp stamp) {
    xml.element("Last-Modified", WireTimes.http(stamp.modified()))
        .element("Etag", stamp.bareEtag());
  }

  private static void writeLease(XmlWriter xml, Lease lease, Instant now) {
    Lease.State state = lease.state(now);
    xml.element("LeaseStatus", state.status()).element("LeaseState", state.wire());
    if (state == Lease.State.LEASED) {
      xml.element("LeaseDuration", lease.duration());
    }
  }

  private static void writeMetadata(XmlWriter xml, SortedMap<String, String> metadata, Page page) {
    if (page.withMetadata()) {
      xml.elements("Metadata", metadata);
    }
  }

  /// Which part of a list is wanted, and how.
  private record Page(
      String prefix,
      String delimiter,
      Optional<String> marker,
      int size,
      boolean withMetadata,
      Instant now) {
    static Page of(StorageRequest request) {
      Parameters query = request.query();
      return new Page(
          query.text("prefix"),
          query.text("delimiter"),
          query.first("marker").filter(text -> !text.isEmpty()).map(Page::name),
          query.number("maxresults", 1, Integer.MAX_VALUE).map(Page::capped).orElse(PAGE_MAX),
          query.text("include").contains("metadata"),
          request.now());
    }

    /// How a name is given to the client as the place to go on from.
    static String marker(String name) {
      return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static int capped(int size) {
      return Math.min(size, PAGE_MAX);
    }

    private static String name(String marker) {
      try {
        return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException _) {
        throw new StorageException(StorageError.INVALID_MARKER);
      }
    }
  }

  /// One page of blobs. With a delimiter, the names that go on after it are shown as one prefix,
  /// and all of them are jumped over at once.
  private static final class Walk {
    private final KeyValueStore.Snapshot snapshot;
    private final ContainerId container;
    private final Page page;
    private final XmlWriter xml;
    private final Optional<Key> end;
    private int count;

    Walk(KeyValueStore.Snapshot snapshot, ContainerId container, Page page, XmlWriter xml) {
      this.snapshot = snapshot;
      this.container = container;
      this.page = page;
      this.xml = xml;
      this.end = BlobKeys.blobs(container, page.prefix()).afterPrefix();
    }

    /// Returns the name to go on from; empty at the end.
    String run() {
      Optional<Key> from =
          Optional.of(BlobKeys.blobs(container, page.marker().orElse(page.prefix())));
      while (from.isPresent()) {
        try (KeyValueStore.Cursor cursor = snapshot.scan(from.get(), end)) {
          from = Optional.empty();
          while (from.isEmpty() && cursor.next()) {
            String name = BlobKeys.blobName(cursor.key());
            if (count == page.size()) {
              return name;
            }
            count++;
            from = show(name, cursor);
          }
        }
      }
      return "";
    }

    /// Returns where to go on, if that is not the next row.
    private Optional<Key> show(String name, KeyValueStore.Cursor cursor) {
      int delimiter =
          page.delimiter().isEmpty() ? -1 : name.indexOf(page.delimiter(), page.prefix().length());
      if (delimiter < 0) {
        write(name, BlobRow.read(cursor.value()));
        return Optional.empty();
      }
      String prefix = name.substring(0, delimiter + page.delimiter().length());
      xml.start("BlobPrefix");
      writeName(prefix);
      xml.end();
      return BlobKeys.blobs(container, prefix).afterPrefix();
    }

    private void write(String name, BlobRow row) {
      xml.start("Blob");
      writeName(name);
      xml.start("Properties").element("Creation-Time", WireTimes.http(row.created()));
      writeStamp(xml, row.stamp());
      xml.element("Content-Length", row.length());
      for (Map.Entry<String, String> header : row.headers().shown()) {
        xml.element(header.getKey(), header.getValue());
      }
      xml.element("BlobType", row.body().kind().wireName());
      writeLease(xml, Lease.NONE, page.now());
      xml.element("ServerEncrypted", "false").end();
      writeMetadata(xml, row.metadata(), page);
      xml.end();
    }

    /// XML cannot carry every character that a name can have.
    private void writeName(String name) {
      if (name.chars().allMatch(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF)) {
        xml.element("Name", name);
        return;
      }
      xml.start("Name")
          .attribute("Encoded", "true")
          .text(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
          .end();
    }
  }
}
