package weftline.storage;

import java.util.Comparator;

/// The two orders in which clients sort the `x-ms-` headers that they sign. The documents ask for
/// the first one; libraries that sort as people do use the second, and the names of metadata can
/// tell the difference.
enum HeaderOrder {
  BY_CODE(Comparator.naturalOrder()),

  /// Hyphens count last of all, and an underscore stands before digits and letters.
  BY_LETTER(
      Comparator.comparing((String name) -> name.replace("-", "").replace('_', '!'))
          .thenComparing(Comparator.naturalOrder()));

  private final Comparator<String> comparator;

  HeaderOrder(Comparator<String> comparator) {
    this.comparator = comparator;
  }

  Comparator<String> comparator() {
    return comparator;
  }
}
