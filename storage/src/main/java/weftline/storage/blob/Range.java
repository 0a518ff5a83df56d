package weftline.storage.blob;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Some of the bytes of a blob, the last one included.
record Range(long first, long last) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

  /// What a request asks for; empty means everything. A form that is not known counts as nothing
  /// said, as HTTP wants.
  static Optional<Range> of(StorageRequest request, long length) {
    String header = request.header("x-ms-range").or(() -> request.header("Range")).orElse("");
    Matcher matcher = FORM.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = Long.parseLong(matcher.group(1));
    String end = matcher.group(2);
    long last = end.isEmpty() ? length - 1 : Math.min(Long.parseLong(end), length - 1);
    if (first >= length || last < first) {
      throw new StorageException(StorageError.INVALID_RANGE)
          .withHeader("Content-Range", "bytes */" + length);
    }
    return Optional.of(new Range(first, last));
  }

  long length() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
