package weftline.storage.blob;

import java.time.Instant;
import java.util.Optional;
import weftline.kv.KeyValueStore;
import weftline.net.Response;
import weftline.storage.Level;
import weftline.storage.StorageRequest;
import weftline.storage.XmlWriter;

/// The lists of containers and of blobs, a page at a time, each from one snapshot.
record Lists(KeyValueStore store, Containers containers) {
  Response containers(StorageRequest request) {
    ListPage page = ListPage.of(request);
    XmlWriter xml = start(request, page).start("Containers");
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        ContainerWalk walk = new ContainerWalk(snapshot, request.account(), page)) {
      return end(xml, walk.write(xml));
    }
  }

  Response blobs(StorageRequest request, String container) {
    ListPage page = ListPage.of(request);
    if (page.includes("tags")) {
      request.access().require(Level.OBJECT, "t");
    }
    ContainerId id = containers.find(request.account(), container);
    XmlWriter xml = start(request, page);
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        BlobWalk walk = new BlobWalk(snapshot, id, page)) {
      xml.start("Blobs");
      return end(xml, walk.write(xml));
    }
  }

  private static XmlWriter start(StorageRequest request, ListPage page) {
    String container = request.path().replace("/", "");
    XmlWriter xml =
        new XmlWriter()
            .start("EnumerationResults")
            .attribute("ServiceEndpoint", request.endpoint() + "/");
    if (!container.isEmpty()) {
      xml.attribute("ContainerName", container);
    }
    xml.element("Prefix", page.prefix());
    String marker = request.query().text("marker");
    if (!marker.isEmpty()) {
      xml.element("Marker", marker);
    }
    xml.element("MaxResults", page.size());
    if (!page.delimiter().isEmpty()) {
      xml.element("Delimiter", page.delimiter());
    }
    return xml;
  }

  private static Response end(XmlWriter xml, Optional<ListPage.Place> next) {
    String marker = next.map(ListPage.Place::marker).orElse("");
    return xml.end().element("NextMarker", marker).toResponse(200);
  }

  static void writeLease(XmlWriter xml, Lease lease, Instant now) {
    Lease.State state = lease.state(now);
    xml.element("LeaseStatus", state.status()).element("LeaseState", state.wire());
    if (state == Lease.State.LEASED) {
      xml.element("LeaseDuration", lease.duration());
    }
  }
}
