package weftline.storage.blob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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
record Blocks(Transactions transactions, Blobs blobs, Uploads uploads, StagedCounts stagedCounts) {
  private static final long BLOCK_MAX = 4_000L * 1024 * 1024;

  /// Times the number of blocks this is below [PieceAllowance#INLINE_BYTES_MAX].
  private static final int INLINE_MAX = 2 * 1024;

  private static final int COUNT_MAX = 50_000;
  private static final int LIST_BYTES_MAX = 8 * 1024 * 1024;

  CompletionStage<Response> put(StorageRequest request, BlobId blob, String id) throws IOException {
    return put(
        request,
        blob,
        id,
        uploads.receive(request, BLOCK_MAX, INLINE_MAX, Digests.ofPart(request)));
  }

  CompletionStage<Response> putFromUrl(StorageRequest request, BlobId blob, Sources sources)
      throws IOException {
    String id = BlobOperation.Names.block(request.query().text("blockid"));
    return put(request, blob, id, sources.part(request, BLOCK_MAX, INLINE_MAX, uploads));
  }

  private CompletionStage<Response> put(
      StorageRequest request, BlobId blob, String id, Upload upload) {
    Block block = new Block(id, upload.content());
    Block.Staged staged = new Block.Staged(block, request.now(), CustomerKey.of(request));
    return upload
        .sync()
        .thenCompose(_ -> stage(request, blob, staged))
        .<Response>thenApply(_ -> upload.digests().addTo(answer(staged)))
        .whenComplete((_, _) -> upload.close());
  }

  private static Response answer(Block.Staged staged) {
    Response answer = Response.of(201).with("x-ms-request-server-encrypted", "false");
    return staged.key().map(key -> answer.withHeaders(key::addedTo)).orElse(answer);
  }

  private CompletionStage<Block.Staged> stage(
      StorageRequest request, BlobId blob, Block.Staged block) {
    Conditions conditions = Conditions.of(request);
    stagedCounts.add(blob);
    return transactions.transact(transaction -> {
      Optional<BlobRow> present = transaction.get(BlobKeys.properties(blob)).map(BlobRow::read);
      conditions.checkStaging(present, request.now());
      new Staged(transaction, blob).add(block);
      return block;
    });
  }

  CompletionStage<Response> commit(StorageRequest request, BlobId blob) {
    Conditions conditions = Conditions.of(request);
    byte[] body = request.body(LIST_BYTES_MAX);
    Digests.Result digests = Digests.ofPart(request).update(body, 0, body.length).finish();
    List<XmlElement> wanted = wanted(body);
    Optional<CustomerKey> key = CustomerKey.of(request);
    return transactions
        .transact(transaction -> {
          Blobs.checkKind(transaction, blob, BlobKind.BLOCK, request.now());
          List<Piece> pieces = pieces(transaction, blob, wanted, key);
          return blobs.replace(
              transaction,
              request,
              blob,
              new Blobs.Replacement(
                  conditions,
                  BlobHeaders.explicit(request),
                  request.metadata(),
                  (writer, id) -> body(writer, id, pieces)));
        })
        .thenApply(row -> digests.addTo(Blobs.created(row)));
  }

  private static BlobBody body(LayoutWriter writer, long id, List<Piece> pieces) {
    long length = pieces.stream().mapToLong(Piece::length).sum();
    LayoutRef layout = writer.pieces(id, pieces);
    return new BlobBody(BlobKind.BLOCK, length, layout);
  }

  Response list(
      StorageRequest request, KeyValueStore.Snapshot snapshot, BlobId blob, String kinds) {
    Which which = Which.of(request);
    boolean present = which instanceof Which.Current;
    List<Block> staged =
        present
            ? Staged.all(snapshot, blob).values().stream().map(Block.Staged::block).toList()
            : List.of();
    Optional<BlobRow> found =
        present
            ? snapshot.get(BlobKeys.properties(blob)).map(BlobRow::read)
            : Optional.of(History.find(snapshot::get, blob, which).row());
    Optional<BlobRow> row = found.filter(it -> !it.isExpired(request.now()));
    if (row.isEmpty() && staged.isEmpty()) {
      throw new StorageException(StorageError.BLOB_NOT_FOUND);
    }
    row.ifPresent(it -> {
      it.checkKind(BlobKind.BLOCK);
      Conditions.of(request).checkRead(it, request.now());
    });
    XmlWriter xml = new XmlWriter().start("BlockList");
    if (!kinds.equals("uncommitted")) {
      List<Block> committed =
          row.map(it -> Committed.of(snapshot, blob, it.body())).orElse(List.of());
      write(xml, "CommittedBlocks", committed);
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

  private static List<Piece> pieces(
      Transaction transaction, BlobId blob, List<XmlElement> wanted, Optional<CustomerKey> key) {
    Map<String, Block> staged = staged(transaction, blob, wanted, key);
    Map<String, Block> committed = new HashMap<>();
    if (!wanted.stream().allMatch(element -> isStaged(element, staged))) {
      transaction
          .get(BlobKeys.properties(blob))
          .map(row -> Committed.of(transaction, blob, BlobRow.read(row).body()))
          .orElse(List.of())
          .forEach(block -> committed.put(block.id(), block));
    }
    List<Piece> pieces = new ArrayList<>(wanted.size());
    PieceAllowance allowance = new PieceAllowance();
    for (XmlElement element : wanted) {
      String id = element.text().strip();
      Optional<Block> block =
          switch (element.name()) {
            case "Latest" ->
                Optional.ofNullable(staged.get(id))
                    .or(() -> Optional.ofNullable(committed.get(id)));
            case "Committed" -> Optional.ofNullable(committed.get(id));
            case "Uncommitted" -> Optional.ofNullable(staged.get(id));
            default -> throw new StorageException(StorageError.INVALID_XML_DOCUMENT);
          };
      pieces.add(
          block
              .map(Piece::of)
              .map(allowance::take)
              .orElseThrow(() -> new StorageException(StorageError.INVALID_BLOCK_LIST)));
    }
    return pieces;
  }

  /// Those that the list may mean; all that it names came with the key that it comes with.
  private static Map<String, Block> staged(
      Transaction transaction, BlobId blob, List<XmlElement> wanted, Optional<CustomerKey> key) {
    Map<String, Block.Staged> all = new Staged(transaction, blob).all();
    for (XmlElement element : wanted) {
      Optional.ofNullable(all.get(element.text().strip()))
          .filter(_ -> !element.name().equals("Committed"))
          .ifPresent(block -> CustomerKey.check(key, block.key()));
    }
    Map<String, Block> blocks = new HashMap<>();
    all.forEach((id, block) -> blocks.put(id, block.block()));
    return blocks;
  }

  private static boolean isStaged(XmlElement element, Map<String, Block> staged) {
    return !element.name().equals("Committed") && staged.containsKey(element.text().strip());
  }

  private static void write(XmlWriter xml, String name, List<Block> blocks) {
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
