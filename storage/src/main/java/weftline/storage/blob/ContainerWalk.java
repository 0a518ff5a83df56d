package weftline.storage.blob;

import java.util.Optional;
import weftline.kv.KeyValueStore;
import weftline.storage.PublicAccess;
import weftline.storage.WireTimes;
import weftline.storage.XmlWriter;

/// Walks over the containers of an account in the order of names, and over deleted ones if they are
/// wanted, which come before a container of the same name.
final class ContainerWalk implements AutoCloseable {
  private final ListPage page;
  private final Optional<Head> deleted;
  private final Head present;

  ContainerWalk(KeyValueStore.Snapshot snapshot, String account, ListPage page) {
    this.page = page;
    ListPage.Place place = page.place().orElse(new ListPage.Place("", ListPage.Place.FIRST));
    String prefix = page.prefix();
    present =
        Head.ofContainers(
            snapshot,
            BlobKeys.containers(account, prefix),
            BlobKeys.containers(account, place.name()));
    deleted =
        page.includes("deleted")
            ? Optional.of(
                Head.ofContainers(
                    snapshot,
                    BlobKeys.kept(account, prefix),
                    BlobKeys.kept(new ContainerId(account, place.name(), place.time()))))
            : Optional.empty();
  }

  /// Writes one page. Returns where the next one begins, if there is one.
  Optional<ListPage.Place> write(XmlWriter xml) {
    int count = 0;
    Optional<String> name = name();
    while (name.isPresent()) {
      Optional<Head> gone = deletedFirst(name.get());
      if (count == page.size()) {
        long time =
            gone.map(rows -> BlobKeys.keptContainer(rows.key()).generation())
                .orElse(ListPage.Place.PRESENT);
        return Optional.of(new ListPage.Place(name.get(), time));
      }
      if (gone.isEmpty()) {
        write(xml, name.get(), ContainerRow.read(present.value()), Optional.empty());
        present.advance();
        count++;
      } else {
        KeptContainer kept = KeptContainer.read(gone.get().value());
        if (!kept.deletion().isOver(page.now())) {
          write(xml, name.get(), kept.row(), Optional.of(kept.deletion()));
          count++;
        }
        gone.get().advance();
      }
      name = name();
    }
    return Optional.empty();
  }

  private Optional<Head> deletedFirst(String name) {
    return deleted.filter(rows -> rows.isAt(name));
  }

  private Optional<String> name() {
    return Head.first(deleted.flatMap(Head::name), present.name());
  }

  private void write(XmlWriter xml, String name, ContainerRow row, Optional<Deletion> deletion) {
    xml.start("Container").element("Name", name);
    if (deletion.isPresent()) {
      xml.element("Deleted", "true").element("Version", KeptContainer.version(row.generation()));
    }
    xml.start("Properties")
        .element("Last-Modified", WireTimes.http(row.stamp().modified()))
        .element("Etag", row.stamp().bareEtag());
    Lists.writeLease(xml, row.lease(), page.now());
    if (row.access().everybody() != PublicAccess.NONE) {
      xml.element("PublicAccess", row.access().everybody().toString());
    }
    xml.element("HasImmutabilityPolicy", "false").element("HasLegalHold", "false");
    deletion.ifPresent(it ->
        xml.element("DeletedTime", WireTimes.http(it.at()))
            .element("RemainingRetentionDays", it.remainingDays(page.now())));
    xml.end();
    if (page.includes("metadata")) {
      xml.elements("Metadata", row.metadata());
    }
    xml.end();
  }

  @Override
  public void close() {
    deleted.ifPresent(Head::close);
    present.close();
  }
}
