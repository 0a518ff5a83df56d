package weftline.storage.blob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.net.Response;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.XmlElement;
import weftline.storage.XmlWriter;

/// Staging blocks, and making blobs of them.
record Blocks(Transactions transactions, Blobs blobs, Uploads uploads) {
  private static final long BLOCK_MAX = 4_000L * 1024 * 1024;
  private static final int INLINE_MAX = 4 * 1024;
  private static final int COUNT_MAX = 50_000;
  private static final int LIST_BYTES_MAX = 8 * 1024 * 1024;

  CompletionStage<Response> put(StorageRequest request, BlobId blob, String id) throws IOException {
    Upload upload = uploads.receive(request, BLOCK_MAX, INLINE_MAX);
    Block block = new Block(id, upload.content());
    return upload
        .sync()
        .thenCompose(_ -> transactions.transact(change -> stage(change, request, blob, block)))
        .<Response>thenApply(_ -> Response.of(201).with("Content-MD5", upload.md5()))
        .whenComplete((_, _) -> upload.close());
  }

  private static Block stage(
      Transaction transaction, StorageRequest request, BlobId blob, Block block) {
    Key all = BlobKeys.staged(blob);
    try (KeyValueStore.Cursor cursor = transaction.scan(all, all.afterPrefix())) {
      boolean fits =
          !cursor.next()
              || Block.Staged.read(cursor.value()).block().id().length() == block.id().length();
      if (!fits) {
        throw new StorageException(
            StorageError.INVALID_BLOB_OR_BLOCK, "All block IDs of a blob have the same length.");
      }
    }
    transaction.put(
        BlobKeys.staged(blob, block.id()), new Block.Staged(block, request.now()).toBytes());
    return block;
  }

  CompletionStage<Response> commit(StorageRequest request, BlobId blob) {
    Conditions conditions = Conditions.of(request);
    byte[] body = request.body(LIST_BYTES_MAX);
    Uploads.checkMd5(request, Uploads.md5().digest(body));
    List<XmlElement> wanted = wanted(body);
    return transactions
        .transact(transaction -> {
          Layout layout = layout(transaction, blob, wanted);
          return blobs.replace(
              transaction,
              request,
              blob,
              new Blobs.Replacement(
                  conditions, BlobHeaders.explicit(request), request.metadata(), layout));
        })
        .thenApply(row ->
            Response.of(201)
                .withHeaders(_ -> row.stampHeaders())
                .with("x-ms-request-server-encrypted", "false"));
  }

  Response list(KeyValueStore.Snapshot snapshot, BlobId blob, String kinds) {
    Optional<BlobRow> row = snapshot.get(BlobKeys.properties(blob)).map(BlobRow::read);
    Key all = BlobKeys.staged(blob);
    Collection<Block> staged = staged(snapshot.scan(all, all.afterPrefix())).values();
    if (row.isEmpty() && staged.isEmpty()) {
      throw new StorageException(StorageError.BLOB_NOT_FOUND);
    }
    XmlWriter xml = new XmlWriter().start("BlockList");
    if (!kinds.equals("uncommitted")) {
      write(xml, "CommittedBlocks", committed(snapshot.get(BlobKeys.layout(blob))));
    }
    if (!kinds.equals("committed")) {
      write(xml, "UncommittedBlocks", staged);
    }
    Response response = xml.toResponse(200);
    if (row.isEmpty()) {
      return response;
    }
    return response
        .with("ETag", row.get().stampHeaders().first("ETag").orElse(""))
        .with("Last-Modified", row.get().stampHeaders().first("Last-Modified").orElse(""))
        .with("x-ms-blob-content-length", Long.toString(row.get().length()));
  }

  private static List<XmlElement> wanted(byte[] body) {
    XmlElement list = XmlElement.parse(body);
    if (!list.name().equals("BlockList")) {
      throw new StorageException(StorageError.INVALID_XML_DOCUMENT);
    }
    if (list.children().size() > COUNT_MAX) {
      throw new StorageException(StorageError.BLOCK_LIST_TOO_LONG);
    }
    return list.children();
  }

  private static Layout layout(Transaction transaction, BlobId blob, List<XmlElement> wanted) {
    Key all = BlobKeys.staged(blob);
    Map<String, Block> staged = staged(transaction.scan(all, all.afterPrefix()));
    Map<String, Block> committed = new HashMap<>();
    for (Block block : committed(transaction.get(BlobKeys.layout(blob)))) {
      committed.put(block.id(), block);
    }
    Map<String, Block> latest = new HashMap<>(committed);
    latest.putAll(staged);
    List<Block> blocks = new ArrayList<>(wanted.size());
    for (XmlElement element : wanted) {
      Map<String, Block> source =
          switch (element.name()) {
            case "Latest" -> latest;
            case "Committed" -> committed;
            case "Uncommitted" -> staged;
            default -> throw new StorageException(StorageError.INVALID_XML_DOCUMENT);
          };
      blocks.add(
          Optional.ofNullable(source.get(element.text().strip()))
              .orElseThrow(() -> new StorageException(StorageError.INVALID_BLOCK_LIST)));
    }
    return new Layout(blocks);
  }

  private static List<Block> committed(Optional<byte[]> layout) {
    return layout.map(Layout::read).map(Layout::namedBlocks).orElse(List.of());
  }

  private static Map<String, Block> staged(KeyValueStore.Cursor cursor) {
    Map<String, Block> staged = new TreeMap<>();
    try (cursor) {
      while (cursor.next()) {
        Block block = Block.Staged.read(cursor.value()).block();
        staged.put(block.id(), block);
      }
    }
    return staged;
  }

  private static void write(XmlWriter xml, String name, Collection<Block> blocks) {
    xml.start(name);
    for (Block block : blocks) {
      xml.start("Block")
          .element("Name", block.id())
          .element("Size", block.content().length())
          .end();
    }
    xml.end();
  }
}
