package weftline.storage.blob;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.storage.XmlWriter;

/// Walks over the blobs of a container and whatever else of them is wanted, in the order of names;
/// of one name, over what is past first, oldest before youngest. With a delimiter, the names that
/// go on after it are shown as one prefix, and all of them are jumped over at once.
final class BlobWalk implements AutoCloseable {
  private final ContainerId container;
  private final ListPage page;
  private final Optional<Head> history;
  private final Head present;
  private final Optional<Head> uncommitted;
  private Optional<Entry> next = Optional.empty();

  BlobWalk(KeyValueStore.Snapshot snapshot, ContainerId container, ListPage page) {
    this.container = container;
    this.page = page;
    ListPage.Place place = page.place().orElse(new ListPage.Place("", ListPage.Place.FIRST));
    String prefix = page.prefix();
    String from = place.name();
    boolean past =
        List.of("snapshots", "versions", "deleted", "deletedwithversions").stream()
            .anyMatch(page::includes);
    history =
        past
            ? Optional.of(
                Head.ofBlobs(
                    snapshot,
                    BlobKeys.histories(container, prefix),
                    BlobKeys.history(new BlobId(container, from), place.time())))
            : Optional.empty();
    present =
        Head.ofBlobs(snapshot, BlobKeys.blobs(container, prefix), BlobKeys.blobs(container, from));
    uncommitted =
        page.includes("uncommittedblobs")
            ? Optional.of(
                Head.ofBlobs(
                    snapshot,
                    BlobKeys.uncommitted(container, prefix),
                    BlobKeys.uncommitted(container, from)))
            : Optional.empty();
  }

  /// Writes one page. Returns where the next one begins, if there is one.
  Optional<ListPage.Place> write(XmlWriter xml) {
    int count = 0;
    while (find()) {
      Entry entry = next.orElseThrow();
      if (count == page.size()) {
        return Optional.of(new ListPage.Place(entry.name(), entry.time()));
      }
      count++;
      show(entry, xml);
    }
    return Optional.empty();
  }

  private void show(Entry entry, XmlWriter xml) {
    String name = entry.name();
    int delimiter =
        page.delimiter().isEmpty() ? -1 : name.indexOf(page.delimiter(), page.prefix().length());
    if (delimiter < 0) {
      new BlobXml(xml, page).write(entry);
      advance(entry);
      return;
    }
    String prefix = name.substring(0, delimiter + page.delimiter().length());
    xml.start("BlobPrefix");
    BlobXml.writeName(xml, prefix);
    xml.end();
    history.ifPresent(it -> it.skipTo(BlobKeys.histories(container, prefix).afterPrefix()));
    present.skipTo(BlobKeys.blobs(container, prefix).afterPrefix());
    uncommitted.ifPresent(it -> it.skipTo(BlobKeys.uncommitted(container, prefix).afterPrefix()));
  }

  /// Looks for the next row that is to be shown, and stays at it.
  private boolean find() {
    next = Optional.empty();
    while (next.isEmpty()) {
      Optional<String> name =
          Head.first(
              Head.first(history.flatMap(Head::name), present.name()),
              uncommitted.flatMap(Head::name));
      if (name.isEmpty()) {
        return false;
      }
      if (history.isPresent() && history.get().isAt(name.get())) {
        findPast(name.get(), history.get());
      } else if (present.isAt(name.get())) {
        findPresent(name.get());
      } else {
        Staged.Mark mark = Staged.Mark.read(uncommitted.orElseThrow().value());
        next = Optional.of(Entry.uncommitted(name.get(), mark));
      }
    }
    return true;
  }

  private void findPast(String name, Head rows) {
    BlobRow row = BlobRow.read(rows.value());
    History.Kind kind = row.get(BlobField.HISTORY).orElseThrow();
    boolean live = present.isAt(name);
    long time = BlobKeys.historyTime(rows.key());
    if (isWanted(row, kind, live)) {
      boolean snapshot = kind == History.Kind.SNAPSHOT || (kind == History.Kind.BASE && live);
      next = Optional.of(new Entry(name, time, row, snapshot, false));
    } else if (kind == History.Kind.VERSION && !live && page.includes("deletedwithversions")) {
      next = Optional.of(new Entry(name, time, row, false, true));
    } else {
      rows.advance();
    }
  }

  private void findPresent(String name) {
    BlobRow row = BlobRow.read(present.value());
    if (row.isExpired(page.now())) {
      present.advance();
      return;
    }
    next = Optional.of(new Entry(name, ListPage.Place.PRESENT, row, false, false));
  }

  private boolean isWanted(BlobRow row, History.Kind kind, boolean live) {
    Optional<Deletion> deletion = row.get(BlobField.DELETION);
    if (deletion.isPresent() && (!page.includes("deleted") || deletion.get().isOver(page.now()))) {
      return false;
    }
    return switch (kind) {
      case SNAPSHOT -> page.includes("snapshots");
      case VERSION -> page.includes("versions");
      case BASE -> !live || page.includes("snapshots");
    };
  }

  private void advance(Entry shown) {
    String name = shown.name();
    if (shown.versionsOnly()) {
      Optional<Key> after = BlobKeys.history(new BlobId(container, name)).afterPrefix();
      history.ifPresent(rows -> rows.skipTo(after));
    } else if (shown.time() != ListPage.Place.PRESENT) {
      history.ifPresent(Head::advance);
    } else {
      if (present.isAt(name)) {
        present.advance();
      }
      uncommitted.filter(rows -> rows.isAt(name)).ifPresent(Head::advance);
    }
  }

  @Override
  public void close() {
    history.ifPresent(Head::close);
    present.close();
    uncommitted.ifPresent(Head::close);
  }

  /// One state of a blob in a list.
  ///
  /// @param time under which the history has it, or [ListPage.Place#PRESENT]
  /// @param versionsOnly stands for a blob of which nothing but versions is left
  record Entry(String name, long time, BlobRow row, boolean snapshot, boolean versionsOnly) {
    /// Of a blob that has blocks, but no bytes yet.
    static Entry uncommitted(String name, Staged.Mark mark) {
      BlobRow row =
          new BlobRow(
              new Stamp(Stamps.version(mark.at()), mark.at()),
              mark.at(),
              new BlobHeaders(new TreeMap<>()),
              new TreeMap<>(),
              new BlobBody(BlobKind.BLOCK, 0, LayoutRef.of(0, LayoutRef.Form.NONE)),
              BlobState.EMPTY);
      return new Entry(name, ListPage.Place.PRESENT, row, false, false);
    }
  }
}
