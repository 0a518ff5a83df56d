package weftline.storage.blob;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import weftline.net.Headers;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.WireTimes;
import weftline.storage.XmlWriter;

/// What became of the copy that a blob came from.
///
/// @param source where the bytes come from, without its signature
/// @param completed when it ended; empty while it goes on
/// @param snapshot of the blob, which an incremental copy has made
record CopyState(
    String id,
    String source,
    Status status,
    Progress progress,
    Optional<Instant> completed,
    Optional<Long> snapshot) {
  /// How far it is.
  enum Status {
    PENDING(0, "pending"),
    SUCCESS(1, "success"),
    ABORTED(2, "aborted"),
    FAILED(3, "failed");

    private final int number;
    private final String wireName;

    Status(int number, String wireName) {
      this.number = number;
      this.wireName = wireName;
    }

    static Status of(int number) {
      return Arrays.stream(values())
          .filter(status -> status.number == number)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no status of a copy: " + number));
    }

    String wireName() {
      return wireName;
    }
  }

  /// Bytes copied, and bytes in all.
  record Progress(long copied, long total) {}

  static CopyState done(String id, String source, long length, Instant at) {
    return new CopyState(
        id,
        source,
        Status.SUCCESS,
        new Progress(length, length),
        Optional.of(at),
        Optional.empty());
  }

  static CopyState pending(String id, String source, long length) {
    return new CopyState(
        id, source, Status.PENDING, new Progress(0, length), Optional.empty(), Optional.empty());
  }

  boolean isPending() {
    return status == Status.PENDING;
  }

  /// Still under way, but this far.
  CopyState at(long copied) {
    Progress now = new Progress(copied, progress.total());
    return new CopyState(id, source, status, now, completed, snapshot);
  }

  CopyState ended(Status how, long copied, Instant at) {
    Progress now = new Progress(copied, progress.total());
    return new CopyState(id, source, how, now, Optional.of(at), snapshot);
  }

  CopyState withSnapshot(long made) {
    return new CopyState(id, source, status, progress, completed, Optional.of(made));
  }

  static CopyState read(RowReader row) {
    String id = row.text();
    String source = row.text();
    Status status = Status.of(row.smallNumber());
    Progress progress = new Progress(row.number(), row.number());
    Optional<Instant> completed = row.flag() ? Optional.of(row.instant()) : Optional.empty();
    Optional<Long> snapshot = row.flag() ? Optional.of(row.number()) : Optional.empty();
    return new CopyState(id, source, status, progress, completed, snapshot);
  }

  void write(RowWriter row) {
    row.text(id).text(source).number(status.number);
    row.number(progress.copied()).number(progress.total());
    row.flag(completed.isPresent());
    completed.ifPresent(row::instant);
    row.flag(snapshot.isPresent());
    snapshot.ifPresent(row::number);
  }

  /// For an answer that tells of the blob.
  Headers addedTo(Headers headers) {
    Headers all =
        headers
            .with("x-ms-copy-id", id)
            .with("x-ms-copy-source", source)
            .with("x-ms-copy-status", status.wireName)
            .with("x-ms-copy-progress", progressText());
    if (completed.isPresent()) {
      all = all.with("x-ms-copy-completion-time", WireTimes.http(completed.get()));
    }
    if (snapshot.isPresent()) {
      all =
          all.with("x-ms-incremental-copy", "true")
              .with("x-ms-copy-destination-snapshot", Moments.text(snapshot.get()));
    }
    return all;
  }

  /// Within the element `Properties` of a list.
  void write(XmlWriter xml) {
    xml.element("CopyId", id)
        .element("CopyStatus", status.wireName)
        .element("CopySource", source)
        .element("CopyProgress", progressText());
    completed.ifPresent(time -> xml.element("CopyCompletionTime", WireTimes.http(time)));
    snapshot.ifPresent(made ->
        xml.element("IncrementalCopy", "true").element("DestinationSnapshot", Moments.text(made)));
  }

  String progressText() {
    return progress.copied() + "/" + progress.total();
  }
}
