package weftline.storage.blob;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import weftline.kv.Key;
import weftline.kv.KeyReader;
import weftline.kv.KeyWriter;

/// How rows are named. A blob's rows share their parts after the kind, and are one partition;
/// properties stand apart from bytes so that a list reads no more than it shows.
final class BlobKeys {
  private static final char SERVICE = 'b';
  private static final char CONTAINER = 'c';
  private static final char KEPT_CONTAINER = 'k';
  private static final char PROPERTIES = 'p';
  private static final char PIECE = 'l';
  private static final char INLINE = 'i';
  private static final char HISTORY = 'h';
  private static final char UNCOMMITTED = 'n';
  private static final char STAGED = 's';
  private static final char DISCARDED = 'd';
  private static final char COPYING = 'f';
  private static final char EXPIRING = 'e';
  private static final char HELD = 'w';
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

  static Key allContainers() {
    return start(CONTAINER).key();
  }

  /// The container of which this is the row.
  static ContainerId containerOf(Key key, ContainerRow row) {
    KeyReader in = KeyReader.of(key);
    in.kind();
    in.kind();
    return new ContainerId(in.text(), in.text(), row.generation());
  }

  static Key allBlobs() {
    return start(PROPERTIES).key();
  }

  static Key allInline() {
    return start(INLINE).key();
  }

  /// The blob that any of its rows belongs to.
  static BlobId blobOf(Key key) {
    return blob(key);
  }

  /// A container that is deleted, but can be had back.
  static Key kept(ContainerId container) {
    return containerStart(KEPT_CONTAINER, container).key();
  }

  /// Those whose name starts so.
  static Key kept(String account, String namePrefix) {
    return start(KEPT_CONTAINER).text(account).beginning(namePrefix).key();
  }

  static Key allKept() {
    return start(KEPT_CONTAINER).key();
  }

  static ContainerId keptContainer(Key key) {
    return deletedContainer(key);
  }

  static Key properties(BlobId blob) {
    return of(PROPERTIES, blob);
  }

  /// The bytes of a small blob.
  static Key inline(BlobId blob, long layout) {
    return blobStart(INLINE, blob).number(layout).key();
  }

  /// Where the first format had the bytes of a blob, see [BlobMigration].
  static Key blockList(BlobId blob) {
    return of(PIECE, blob);
  }

  /// All pieces of a layout, in their order.
  static Key pieces(BlobId blob, long layout) {
    return blobStart(PIECE, blob).number(layout).key();
  }

  /// The piece of a layout that ends before this offset.
  static Key piece(BlobId blob, long layout, long end) {
    return blobStart(PIECE, blob).number(layout).number(end).key();
  }

  /// The end of the piece with this key.
  static long pieceEnd(Key key) {
    return lastNumber(key);
  }

  /// Says that a layout is named by no row any more and its pieces may go.
  static Key discarded(BlobId blob, long layout) {
    return blobStart(DISCARDED, blob).number(layout).key();
  }

  static Key allDiscarded() {
    return start(DISCARDED).key();
  }

  /// The blob whose layout the key says is discarded.
  static BlobId discardedBlob(Key key) {
    return blob(key);
  }

  static long discardedLayout(Key key) {
    return lastNumber(key);
  }

  /// All of a blob's history, in the order of time.
  static Key history(BlobId blob) {
    return of(HISTORY, blob);
  }

  static Key history(BlobId blob, long time) {
    return blobStart(HISTORY, blob).number(time).key();
  }

  /// The history of blobs whose name starts so.
  static Key histories(ContainerId container, String namePrefix) {
    return containerStart(HISTORY, container).beginning(namePrefix).key();
  }

  static Key allHistory() {
    return start(HISTORY).key();
  }

  static long historyTime(Key key) {
    return lastNumber(key);
  }

  static BlobId historyBlob(Key key) {
    return blob(key);
  }

  /// Is there as long as the blob's bytes are on their way from another server.
  static Key copying(BlobId blob) {
    return of(COPYING, blob);
  }

  static Key allCopying() {
    return start(COPYING).key();
  }

  static BlobId copyingBlob(Key key) {
    return blob(key);
  }

  /// Is there as long as a blob has staged blocks.
  static Key uncommitted(BlobId blob) {
    return of(UNCOMMITTED, blob);
  }

  /// Those of blobs whose name starts so.
  static Key uncommitted(ContainerId container, String namePrefix) {
    return containerStart(UNCOMMITTED, container).beginning(namePrefix).key();
  }

  static Key allUncommitted() {
    return start(UNCOMMITTED).key();
  }

  static BlobId uncommittedBlob(Key key) {
    return blob(key);
  }

  /// Says when a blob goes by itself, or may have gone.
  static Key expiring(BlobId blob) {
    return of(EXPIRING, blob);
  }

  static Key allExpiring() {
    return start(EXPIRING).key();
  }

  static BlobId expiringBlob(Key key) {
    return blob(key);
  }

  /// Says that a hold or a policy keeps a state of a blob, or has done so.
  static Key held(BlobId blob) {
    return of(HELD, blob);
  }

  /// Those of the blobs of a container.
  static Key held(ContainerId container) {
    return containerStart(HELD, container).key();
  }

  static Key allHeld() {
    return start(HELD).key();
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

  /// The name in any key of a blob.
  static String blobName(Key key) {
    KeyReader in = KeyReader.of(key);
    in.kind();
    in.kind();
    in.skipText();
    in.skipText();
    in.number();
    return in.text();
  }

  /// Everything of one container, what names bytes before the bytes.
  static List<Key> everything(ContainerId container) {
    return Stream.of(
            PROPERTIES,
            HISTORY,
            UNCOMMITTED,
            COPYING,
            STAGED,
            INLINE,
            PIECE,
            DISCARDED,
            EXPIRING,
            HELD)
        .map(kind -> containerStart(kind, container).key())
        .toList();
  }

  /// The pieces of all blobs of a container.
  static Key pieces(ContainerId container) {
    return containerStart(PIECE, container).key();
  }

  static Key allPieces() {
    return start(PIECE).key();
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

  private static BlobId blob(Key key) {
    KeyReader in = KeyReader.of(key);
    in.kind();
    in.kind();
    return new BlobId(new ContainerId(in.text(), in.text(), in.number()), in.text());
  }

  private static long lastNumber(Key key) {
    byte[] bytes = key.bytes();
    return KeyReader.of(Key.of(Arrays.copyOfRange(bytes, bytes.length - Long.BYTES, bytes.length)))
        .number();
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
