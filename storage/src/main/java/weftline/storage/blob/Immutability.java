package weftline.storage.blob;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import weftline.net.Headers;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.WireTimes;

/// Until when a blob may not be changed or deleted.
///
/// @param locked whether that can only be put off
record Immutability(Instant until, boolean locked) {
  private static final String UNTIL = "x-ms-immutability-policy-until-date";
  private static final String MODE = "x-ms-immutability-policy-mode";

  static Immutability read(RowReader row) {
    return new Immutability(row.instant(), row.flag());
  }

  void write(RowWriter row) {
    row.instant(until).flag(locked);
  }

  /// What a request asks for, if it does.
  static Optional<Immutability> of(StorageRequest request) {
    return request.header(UNTIL).map(text -> of(request, text));
  }

  private static Immutability of(StorageRequest request, String text) {
    Instant until =
        WireTimes.parseHttp(text)
            .filter(request.now()::isBefore)
            .orElseThrow(() -> Attributes.invalid(UNTIL, text));
    String mode = request.header(MODE).orElse("Unlocked");
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "locked" -> new Immutability(until, true);
      case "unlocked" -> new Immutability(until, false);
      default -> throw Attributes.invalid(MODE, mode);
    };
  }

  /// What follows when another one is asked for.
  Immutability changedTo(Immutability wanted, Instant now) {
    boolean weaker = !wanted.locked || wanted.until.isBefore(until);
    if (locked && holds(now) && weaker) {
      throw new StorageException(StorageError.BLOB_IMMUTABLE_DUE_TO_POLICY);
    }
    return wanted;
  }

  void checkRemoval(Instant now) {
    if (locked && holds(now)) {
      throw new StorageException(StorageError.BLOB_IMMUTABLE_DUE_TO_POLICY);
    }
  }

  boolean holds(Instant now) {
    return now.isBefore(until);
  }

  String mode() {
    return locked ? "locked" : "unlocked";
  }

  Headers addedTo(Headers headers) {
    return headers.with(UNTIL, WireTimes.http(until)).with(MODE, mode());
  }
}
