package weftline.storage.blob;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weftline.storage.Parameters;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Which part of a list is wanted, and how much of each entry.
///
/// @param place where the page begins
/// @param included what is shown beside the present states, by the name that requests have for it
record ListPage(
    String prefix,
    String delimiter,
    Optional<Place> place,
    int size,
    Set<String> included,
    Instant now) {
  private static final int SIZE_MAX = 5_000;

  static ListPage of(StorageRequest request) {
    Parameters query = request.query();
    return new ListPage(
        query.text("prefix"),
        query.text("delimiter"),
        nonEmpty(query, "marker")
            .map(Place::parse)
            .or(() -> nonEmpty(query, "startFrom").map(name -> new Place(name, Place.FIRST))),
        query
            .number("maxresults", 1, Integer.MAX_VALUE)
            .map(size -> Math.min(size, SIZE_MAX))
            .orElse(SIZE_MAX),
        Arrays.stream(query.text("include").toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.toUnmodifiableSet()),
        request.now());
  }

  boolean includes(String what) {
    return included.contains(what);
  }

  private static Optional<String> nonEmpty(Parameters query, String name) {
    return query.first(name).filter(text -> !text.isEmpty());
  }

  /// A place in a list: a name, and the time of one of the states that share it.
  record Place(String name, long time) {
    /// Before all that a name has.
    static final long FIRST = Long.MIN_VALUE;

    /// At the present state, which comes last.
    static final long PRESENT = Long.MAX_VALUE;

    /// As a client gets it, to be given back.
    String marker() {
      String text = (time == PRESENT ? "" : Long.toString(time)) + ":" + name;
      return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Place parse(String marker) {
      try {
        String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        String time = text.substring(0, Math.max(0, colon));
        return new Place(
            text.substring(colon + 1), time.isEmpty() ? PRESENT : Long.parseLong(time));
      } catch (IllegalArgumentException _) {
        throw new StorageException(StorageError.INVALID_MARKER);
      }
    }
  }
}
