package weftline.storage.blob;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.net.Response;
import weftline.net.StreamedAnswer;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Copies from other servers, which go on after their request has been answered. One that a restart
/// has interrupted has failed.
final class BackgroundCopies {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundCopies.class);
  private static final long LENGTH_MAX = 200L << 40;
  private static final long PROGRESS_STEP = 16L * 1024 * 1024;
  private static final int RUNNING_MAX = 64;

  private final KeyValueStore store;
  private final Transactions transactions;
  private final Blobs blobs;
  private final Uploads uploads;
  private final RemoteSources remote;

  /// What those that this program has begun read from, by id.
  private final Map<String, StreamedAnswer> running = new ConcurrentHashMap<>();

  private final Semaphore places = new Semaphore(RUNNING_MAX);

  BackgroundCopies(
      KeyValueStore store,
      Transactions transactions,
      Blobs blobs,
      Uploads uploads,
      RemoteSources remote) {
    this.store = store;
    this.transactions = transactions;
    this.blobs = blobs;
    this.uploads = uploads;
    this.remote = remote;
  }

  /// Answers when the source has, and the blob is there, still empty.
  CompletionStage<Response> begin(
      StorageRequest request, BlobId blob, Source.Foreign source, Copies.CopyName name)
      throws IOException {
    if (!places.tryAcquire()) {
      throw new StorageException(StorageError.SERVER_BUSY);
    }
    Optional<StreamedAnswer> answer = Optional.empty();
    boolean begun = false;
    try {
      BlobState tags = SourceState.tags(request, source);
      answer = Optional.of(remote.get(source));
      CompletionStage<Response> response = begin(request, blob, answer.get(), name, tags);
      begun = true;
      return response;
    } finally {
      if (!begun) {
        answer.ifPresent(BackgroundCopies::close);
        places.release();
      }
    }
  }

  private CompletionStage<Response> begin(
      StorageRequest request,
      BlobId blob,
      StreamedAnswer answer,
      Copies.CopyName name,
      BlobState tags) {
    long length = RemoteSources.length(answer);
    Uploads.checkLength(length, LENGTH_MAX);
    CopyState state = CopyState.pending(name.id(), name.source(), length);
    SortedMap<String, String> metadata = request.metadata();
    Blobs.Replacement empty =
        new Blobs.Replacement(
            Conditions.of(request),
            BlobHeaders.of(answer.headers()),
            metadata.isEmpty() ? RemoteSources.metadata(answer) : metadata,
            (_, id) -> new BlobBody(BlobKind.BLOCK, 0, LayoutRef.of(id, LayoutRef.Form.NONE)),
            tags.with(BlobField.COPY, state));
    running.put(state.id(), answer);
    return transactions
        .transact(transaction -> {
          Blobs.checkKind(transaction, blob, BlobKind.BLOCK, request.now());
          BlobRow row = blobs.replace(transaction, request, blob, empty);
          transaction.put(BlobKeys.copying(blob), new byte[0]);
          return row;
        })
        .whenComplete((_, failure) -> start(new Job(blob, state, request.now()), answer, failure))
        .thenApply(row -> Copies.accepted(row, state));
  }

  CompletionStage<Response> abort(StorageRequest request, BlobId blob) {
    String action = request.header("x-ms-copy-action").orElse("");
    if (!action.equalsIgnoreCase("abort")) {
      throw WireNumbers.invalid("x-ms-copy-action", action);
    }
    String id = request.query().text("copyid").toLowerCase(Locale.ROOT);
    Conditions conditions = Conditions.of(request);
    return transactions
        .<Response>transact(transaction -> {
          BlobRow row = Blobs.present(transaction.get(BlobKeys.properties(blob)));
          conditions.checkHeld(row, request.now());
          CopyState copy =
              pending(row)
                  .orElseThrow(() -> new StorageException(StorageError.NO_PENDING_COPY_OPERATION));
          if (!copy.id().equals(id)) {
            throw new StorageException(StorageError.COPY_ID_MISMATCH);
          }
          end(transaction, blob, row, copy.ended(CopyState.Status.ABORTED, 0, request.now()));
          return Response.of(204);
        })
        .whenComplete((_, failure) -> {
          if (failure == null) {
            Optional.ofNullable(running.get(id)).ifPresent(BackgroundCopies::close);
          }
        });
  }

  /// Ends what an earlier run of the program has begun.
  void failForgotten(Instant now) {
    List<BlobId> copying = new ArrayList<>();
    Key all = BlobKeys.allCopying();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(all, all.afterPrefix())) {
      while (cursor.next()) {
        copying.add(BlobKeys.copyingBlob(cursor.key()));
      }
    }
    for (BlobId blob : copying) {
      change(transaction -> {
        Optional<BlobRow> row = transaction.get(BlobKeys.properties(blob)).map(BlobRow::read);
        Optional<CopyState> copy = row.flatMap(BackgroundCopies::pending);
        if (copy.isEmpty()) {
          transaction.delete(BlobKeys.copying(blob));
        } else if (!running.containsKey(copy.get().id())) {
          end(
              transaction,
              blob,
              row.orElseThrow(),
              copy.get().ended(CopyState.Status.FAILED, 0, now));
        }
        return true;
      });
    }
  }

  /// One copy that goes on.
  private record Job(BlobId blob, CopyState state, Instant at) {}

  private void start(Job job, StreamedAnswer answer, @Nullable Throwable failure) {
    if (failure != null) {
      leave(job);
      close(answer);
      return;
    }
    remote.executor().execute(() -> run(job, answer));
  }

  private void run(Job job, StreamedAnswer answer) {
    long length = job.state().progress().total();
    Digests digests = Digests.none();
    try (InputStream body = answer.body();
        Intake intake = uploads.intake(length, Blobs.INLINE_MAX, digests)) {
      if (!receive(job, body, intake)) {
        return;
      }
      try (Upload upload = intake.finish()) {
        upload.sync().toCompletableFuture().join();
        change(transaction -> finish(transaction, job, upload.content()));
      }
    } catch (IOException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("blob", job.blob().name())
          .addKeyValue("source", job.state().source())
          .setCause(e)
          .log("a copy from another server failed");
      change(transaction ->
          ifPending(
              transaction,
              job,
              row ->
                  end(
                      transaction,
                      job.blob(),
                      row,
                      job.state().ended(CopyState.Status.FAILED, 0, job.at()))));
    } finally {
      leave(job);
    }
  }

  private void leave(Job job) {
    running.remove(job.state().id());
    places.release();
  }

  /// Returns false if nobody waits for the copy any more.
  private boolean receive(Job job, InputStream body, Intake intake) throws IOException {
    byte[] buffer = new byte[ExtentStore.CHUNK_MAX];
    long length = job.state().progress().total();
    long copied = 0;
    long told = 0;
    while (copied < length) {
      int count = body.read(buffer, 0, (int) Math.min(buffer.length, length - copied));
      if (count < 0) {
        throw new IOException("the source ended after " + copied + " bytes of " + length);
      }
      intake.write(buffer, 0, count);
      copied += count;
      if (copied - told >= PROGRESS_STEP) {
        told = copied;
        CopyState now = job.state().at(copied);
        if (!change(transaction -> tell(transaction, job, now))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean tell(Transaction transaction, Job job, CopyState now) {
    return ifPending(
        transaction,
        job,
        row ->
            transaction.put(
                BlobKeys.properties(job.blob()), row.with(BlobField.COPY, now).toBytes()));
  }

  private boolean finish(Transaction transaction, Job job, Content content) {
    return ifPending(
        transaction,
        job,
        row -> {
          Stamp stamp = blobs.stamps().after(row.stamp(), row.stamp().modified());
          LayoutRef layout =
              new LayoutWriter(transaction, job.blob()).whole(stamp.version(), content);
          CopyState done = job.state().ended(CopyState.Status.SUCCESS, content.length(), job.at());
          BlobRow full =
              row.withBody(new BlobBody(BlobKind.BLOCK, content.length(), layout)).withStamp(stamp);
          end(transaction, job.blob(), full, done);
        });
  }

  private static boolean ifPending(Transaction transaction, Job job, Consumer<BlobRow> action) {
    Optional<BlobRow> row =
        transaction
            .get(BlobKeys.properties(job.blob()))
            .map(BlobRow::read)
            .filter(present ->
                pending(present).filter(copy -> copy.id().equals(job.state().id())).isPresent());
    row.ifPresent(action);
    return row.isPresent();
  }

  private static void end(Transaction transaction, BlobId blob, BlobRow row, CopyState state) {
    transaction.put(BlobKeys.properties(blob), row.with(BlobField.COPY, state).toBytes());
    transaction.delete(BlobKeys.copying(blob));
  }

  private static Optional<CopyState> pending(BlobRow row) {
    return row.get(BlobField.COPY).filter(CopyState::isPending);
  }

  private boolean change(Function<Transaction, Boolean> how) {
    return transactions.transact(how).toCompletableFuture().join();
  }

  private static void close(StreamedAnswer answer) {
    try {
      answer.close();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("a source could not be closed");
    }
  }
}
