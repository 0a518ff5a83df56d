package weftline.storage.blob;

import java.util.Locale;
import java.util.Optional;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// The number by which clients of a page blob take turns.
final class SequenceNumber {
  private static final String HEADER = "x-ms-blob-sequence-number";
  private static final String ACTION = "x-ms-sequence-number-action";

  private SequenceNumber() {}

  /// What a new blob begins with.
  static long initial(StorageRequest request) {
    return WireNumbers.header(request, HEADER).orElse(0L);
  }

  /// Refuses what the client wants only at another number.
  static void check(StorageRequest request, long present) {
    Optional<Long> most = WireNumbers.header(request, "x-ms-if-sequence-number-le");
    Optional<Long> below = WireNumbers.header(request, "x-ms-if-sequence-number-lt");
    Optional<Long> same = WireNumbers.header(request, "x-ms-if-sequence-number-eq");
    boolean met =
        most.filter(limit -> present > limit).isEmpty()
            && below.filter(limit -> present >= limit).isEmpty()
            && same.filter(wanted -> present != wanted).isEmpty();
    if (!met) {
      throw new StorageException(StorageError.SEQUENCE_NUMBER_CONDITION_NOT_MET);
    }
  }

  /// What a change of properties makes of it.
  static long changed(StorageRequest request, long present) {
    Optional<String> action = request.header(ACTION).map(text -> text.toLowerCase(Locale.ROOT));
    if (action.isEmpty()) {
      return present;
    }
    return switch (action.get()) {
      case "max" -> Math.max(present, WireNumbers.required(request, HEADER));
      case "update" -> WireNumbers.required(request, HEADER);
      case "increment" -> incremented(request, present);
      default -> throw WireNumbers.invalid(ACTION, action.get());
    };
  }

  private static long incremented(StorageRequest request, long present) {
    if (request.header(HEADER).isPresent()) {
      throw new StorageException(StorageError.INVALID_HEADER_VALUE)
          .withDetail("HeaderName", HEADER);
    }
    if (present == Long.MAX_VALUE) {
      throw new StorageException(StorageError.SEQUENCE_NUMBER_INCREMENT_TOO_LARGE);
    }
    return present + 1;
  }
}
