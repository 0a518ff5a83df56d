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
    Optional<Instant> unmodifiedSince) {
  private static final String ANY = "*";

  static Conditions of(StorageRequest request) {
    return new Conditions(
        request.header("If-Match"),
        request.header("If-None-Match"),
        time(request, "If-Modified-Since"),
        time(request, "If-Unmodified-Since"));
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
