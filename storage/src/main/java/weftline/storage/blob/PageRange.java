package weftline.storage.blob;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Some pages of a blob, from the first byte up to the one after the last.
record PageRange(long from, long to) {
  static final int PAGE = 512;

  private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

  PageRange {
    if (from % PAGE != 0 || to % PAGE != 0 || from >= to) {
      throw new StorageException(StorageError.INVALID_PAGE_RANGE);
    }
  }

  /// Which pages a request is about.
  static PageRange of(StorageRequest request) {
    String text =
        request
            .header("x-ms-range")
            .or(() -> request.header("Range"))
            .orElseThrow(() ->
                new StorageException(StorageError.MISSING_REQUIRED_HEADER)
                    .withDetail("HeaderName", "x-ms-range"));
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new StorageException(StorageError.INVALID_PAGE_RANGE);
    }
    return new PageRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) + 1);
  }

  /// A length that a page blob can have.
  static long length(StorageRequest request, String header) {
    long length = WireNumbers.required(request, header);
    if (length % PAGE != 0 || length > Pages.LENGTH_MAX) {
      throw WireNumbers.invalid(header, Long.toString(length));
    }
    return length;
  }

  long length() {
    return to - from;
  }

  void checkWithin(BlobRow row) {
    if (to > row.length()) {
      throw new StorageException(StorageError.INVALID_PAGE_RANGE);
    }
  }

  /// Without a range, a list of pages covers all of the blob; it is cut to whole bytes there are.
  static Range listed(StorageRequest request, long length) {
    Optional<Range> range = Range.of(request, length);
    return range.orElseGet(() -> new Range(0, length - 1));
  }
}
