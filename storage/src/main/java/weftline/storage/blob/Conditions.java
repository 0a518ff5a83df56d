package weftline.storage.blob;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.WireTimes;

/// What must be true of the present state for a request to be carried out.
record Conditions(
    Optional<String> match,
    Optional<String> noneMatch,
    Optional<Instant> modifiedSince,
    Optional<Instant> unmodifiedSince,
    Optional<String> lease,
    Optional<TagExpression> tags) {
  private static final String ANY = "*";
  private static final String TAGS = "x-ms-if-tags";

  static Conditions of(StorageRequest request) {
    return new Conditions(
        request.header("If-Match"),
        request.header("If-None-Match"),
        time(request, "If-Modified-Since"),
        time(request, "If-Unmodified-Since"),
        LeaseHeaders.holder(request),
        request.header(TAGS).map(Conditions::tags));
  }

  /// For operations on the lease itself, which judge its id by their own rules.
  Conditions withoutLease() {
    return new Conditions(match, noneMatch, modifiedSince, unmodifiedSince, Optional.empty(), tags);
  }

  /// Refuses a read with "not modified" where the client has the state already.
  void checkRead(BlobRow row, Instant now) {
    checkLive(row, now);
    checkMatch(row.stamp());
    checkTags(row);
    checkHolder(row, now);
    if (isUnwanted(row.stamp())) {
      throw new StorageException(StorageError.NOT_MODIFIED).withHeader("ETag", row.stamp().etag());
    }
  }

  /// Judges an operation that leaves the bytes, headers and metadata of a blob as they are, such as
  /// taking a snapshot; who names a lease must hold it.
  void checkTouch(BlobRow row, Instant now) {
    checkLive(row, now);
    checkState(row.stamp());
    checkTags(row);
    checkHolder(row, now);
  }

  /// As [#checkTouch], where a leased blob must be held.
  void checkHeld(BlobRow row, Instant now) {
    checkTouch(row, now);
    if (lease.isEmpty()) {
      lease(row).checkUnheld(now);
    }
  }

  /// Judges a change to a blob that is there.
  void checkChange(BlobRow row, Instant now) {
    checkHeld(row, now);
    row.checkArrived();
    row.checkMutable(now);
    row.checkUnarchived(now);
  }

  /// Judges what puts another blob, or none, in the place of what may not be there yet.
  void checkWrite(Optional<BlobRow> present, Instant now) {
    Optional<BlobRow> live = present.filter(row -> !row.isExpired(now));
    if (live.isPresent()) {
      checkHeld(live.get(), now);
      live.get().checkArrived();
      live.get().checkMutable(now);
      return;
    }
    if (lease.isPresent()) {
      throw new StorageException(StorageError.LEASE_NOT_PRESENT_WITH_BLOB_OPERATION);
    }
    if (match.isPresent() || tags.isPresent()) {
      throw new StorageException(StorageError.CONDITION_NOT_MET);
    }
  }

  /// Judges the staging of a block, to which the blob that is there matters by its kind and its
  /// lease, and by a copy that goes on.
  void checkStaging(Optional<BlobRow> present, Instant now) {
    Optional<BlobRow> live = present.filter(row -> !row.isExpired(now));
    live.ifPresent(row -> row.checkKind(BlobKind.BLOCK));
    live.ifPresent(BlobRow::checkArrived);
    Lease held = present.map(Conditions::lease).orElse(Lease.NONE);
    if (lease.isPresent()) {
      held.checkHolder(lease.get(), Lease.On.BLOB, now);
      return;
    }
    held.checkUnheld(now);
  }

  private static void checkLive(BlobRow row, Instant now) {
    if (row.isExpired(now)) {
      throw new StorageException(StorageError.BLOB_NOT_FOUND);
    }
  }

  private void checkState(Stamp stamp) {
    checkMatch(stamp);
    if (noneMatch.filter(ANY::equals).isPresent()) {
      throw new StorageException(StorageError.BLOB_ALREADY_EXISTS);
    }
    if (isUnwanted(stamp)) {
      throw new StorageException(StorageError.CONDITION_NOT_MET);
    }
  }

  private void checkTags(BlobRow row) {
    if (tags.isPresent()
        && !tags.get().matches(row.get(BlobField.TAGS).orElse(Tags.NONE).values())) {
      throw new StorageException(StorageError.CONDITION_NOT_MET);
    }
  }

  private void checkHolder(BlobRow row, Instant now) {
    lease.ifPresent(holder -> lease(row).checkHolder(holder, Lease.On.BLOB, now));
  }

  private static Lease lease(BlobRow row) {
    return row.get(BlobField.LEASE).orElse(Lease.NONE);
  }

  /// Judges an operation on a container; who names a lease must hold it.
  void checkContainer(ContainerRow row, Instant now) {
    checkState(row.stamp());
    lease.ifPresent(holder -> row.lease().checkHolder(holder, Lease.On.CONTAINER, now));
  }

  /// As [#checkContainer], where a leased container must be held.
  void checkContainerDelete(ContainerRow row, Instant now) {
    checkContainer(row, now);
    if (lease.isEmpty()) {
      row.lease().checkUnheld(now);
    }
  }

  private void checkMatch(Stamp stamp) {
    boolean matches = match.isEmpty() || names(match.get(), stamp);
    boolean old =
        unmodifiedSince.isEmpty() || !seconds(stamp.modified()).isAfter(unmodifiedSince.get());
    if (!matches || !old) {
      throw new StorageException(StorageError.CONDITION_NOT_MET);
    }
  }

  private boolean isUnwanted(Stamp stamp) {
    if (noneMatch.isPresent()) {
      return names(noneMatch.get(), stamp);
    }
    return modifiedSince.isPresent() && !seconds(stamp.modified()).isAfter(modifiedSince.get());
  }

  private static boolean names(String list, Stamp stamp) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .anyMatch(
            etag -> etag.equals(ANY) || etag.equals(stamp.etag()) || etag.equals(stamp.bareEtag()));
  }

  /// Headers know whole seconds only.
  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static TagExpression tags(String text) {
    return TagParser.parseCondition(
        text,
        reason ->
            new StorageException(StorageError.INVALID_HEADER_VALUE)
                .withDetail("HeaderName", TAGS)
                .withDetail("HeaderValue", text)
                .withDetail("Reason", reason));
  }

  private static Optional<Instant> time(StorageRequest request, String header) {
    return request
        .header(header)
        .map(text ->
            WireTimes.parseHttp(text)
                .orElseThrow(() ->
                    new StorageException(StorageError.INVALID_HEADER_VALUE)
                        .withDetail("HeaderName", header)
                        .withDetail("HeaderValue", text)));
  }
}
