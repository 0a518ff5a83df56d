package weftline.storage.blob;

import java.util.List;
import weftline.kv.Key;
import weftline.kv.KeyReader;
import weftline.kv.KeyWriter;

/// How rows are named. A blob's rows share their parts after the kind, and are one partition;
/// properties stand apart from bytes so that a list reads no more than it shows.
final class BlobKeys {
  private static final char SERVICE = 'b';
  private static final char CONTAINER = 'c';
  private static final char PROPERTIES = 'p';
  private static final char LAYOUT = 'l';
  private static final char STAGED = 's';
  private static final char DELETED = 'x';

  private BlobKeys() {}

  static Key container(String account, String name) {
    return start(CONTAINER).text(account).text(name).key();
  }

  /// Those whose name starts so.
  static Key containers(String account, String namePrefix) {
    return start(CONTAINER).text(account).beginning(namePrefix).key();
  }

  /// The name in the key of a container.
  static String containerName(Key key) {
    KeyReader in = KeyReader.of(key);
    in.kind();
    in.kind();
    in.text();
    return in.text();
  }

  static Key properties(BlobId blob) {
    return of(PROPERTIES, blob);
  }

  static Key layout(BlobId blob) {
    return of(LAYOUT, blob);
  }

  static Key staged(BlobId blob, String block) {
    return blobStart(STAGED, blob).text(block).key();
  }

  /// All staged blocks of a blob.
  static Key staged(BlobId blob) {
    return of(STAGED, blob);
  }

  /// The properties of blobs whose name starts so.
  static Key blobs(ContainerId container, String namePrefix) {
    return containerStart(PROPERTIES, container).beginning(namePrefix).key();
  }

  /// The name in the key of a blob's properties.
  static String blobName(Key key) {
    KeyReader in = KeyReader.of(key);
    in.kind();
    in.kind();
    in.text();
    in.text();
    in.number();
    return in.text();
  }

  /// Everything of one container: its properties, its layouts, its staged blocks.
  static List<Key> everything(ContainerId container) {
    return List.of(
        containerStart(PROPERTIES, container).key(),
        containerStart(LAYOUT, container).key(),
        containerStart(STAGED, container).key());
  }

  static Key allLayouts() {
    return start(LAYOUT).key();
  }

  static Key allStaged() {
    return start(STAGED).key();
  }

  /// Says that a container is gone and its rows may go.
  static Key deleted(ContainerId container) {
    return containerStart(DELETED, container).key();
  }

  static Key allDeleted() {
    return start(DELETED).key();
  }

  static ContainerId deletedContainer(Key key) {
    KeyReader in = KeyReader.of(key);
    in.kind();
    in.kind();
    return new ContainerId(in.text(), in.text(), in.number());
  }

  private static Key of(char kind, BlobId blob) {
    return blobStart(kind, blob).key();
  }

  private static KeyWriter blobStart(char kind, BlobId blob) {
    return containerStart(kind, blob.container()).text(blob.name());
  }

  private static KeyWriter containerStart(char kind, ContainerId container) {
    return start(kind)
        .text(container.account())
        .text(container.name())
        .number(container.generation());
  }

  private static KeyWriter start(char kind) {
    return KeyWriter.start().kind(SERVICE).kind(kind);
  }
}
