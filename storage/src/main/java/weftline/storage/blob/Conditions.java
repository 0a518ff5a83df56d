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
  void checkRead(Stamp stamp) {
    checkMatch(stamp);
    if (isUnwanted(stamp)) {
      throw new StorageException(StorageError.NOT_MODIFIED).withHeader("ETag", stamp.etag());
    }
  }

  /// Judges a write to something that may not be there yet.
  void checkWrite(Optional<Stamp> present) {
    if (present.isEmpty()) {
      if (match.isPresent()) {
        throw new StorageException(StorageError.CONDITION_NOT_MET);
      }
      return;
    }
    Stamp stamp = present.get();
    checkMatch(stamp);
    if (noneMatch.filter(ANY::equals).isPresent()) {
      throw new StorageException(StorageError.BLOB_ALREADY_EXISTS);
    }
    if (isUnwanted(stamp)) {
      throw new StorageException(StorageError.CONDITION_NOT_MET);
    }
  }

  /// Judges an operation on a container; who names a lease must hold it.
  void checkContainer(ContainerRow row, Instant now) {
    checkWrite(Optional.of(row.stamp()));
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
