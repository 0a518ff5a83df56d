package weftline.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Which pages of other origins may use a service from a browser, and how.
///
/// @param origins such as `https://example.org`; `*` is all
/// @param allowedHeaders what a request may carry; one that ends with `*` means all that start so
/// @param exposedHeaders what the page may read of the answer
record CorsRule(
    List<String> origins,
    List<String> methods,
    List<String> allowedHeaders,
    List<String> exposedHeaders,
    int maxAgeSeconds) {
  static final String ANY = "*";

  private static final int LENGTH_MAX = 256;
  private static final int NAMES_MAX = 64;
  private static final int PREFIXES_MAX = 2;
  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "MERGE", "OPTIONS", "PATCH", "POST", "PUT");

  CorsRule {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    allowedHeaders = List.copyOf(allowedHeaders);
    exposedHeaders = List.copyOf(exposedHeaders);
    if (origins.isEmpty() || methods.isEmpty() || !METHODS.containsAll(methods)) {
      throw invalid(
          "A rule needs origins, and methods among " + METHODS.stream().sorted().toList());
    }
    check(origins);
    checkHeaders(allowedHeaders);
    checkHeaders(exposedHeaders);
  }

  private static void check(List<String> names) {
    if (names.size() > NAMES_MAX || names.stream().anyMatch(name -> name.length() > LENGTH_MAX)) {
      throw invalid(
          "A rule may have " + NAMES_MAX + " names of " + LENGTH_MAX + " characters in a list");
    }
  }

  private static void checkHeaders(List<String> names) {
    check(names.stream().filter(name -> !name.endsWith(ANY)).toList());
    if (names.stream().filter(name -> name.endsWith(ANY)).count() > PREFIXES_MAX) {
      throw invalid("A rule may have " + PREFIXES_MAX + " headers in a list that end with *");
    }
  }

  private static StorageException invalid(String why) {
    return new StorageException(StorageError.INVALID_XML_NODE_VALUE, why + ".");
  }

  static CorsRule read(XmlElement element) {
    return new CorsRule(
        names(element.requiredText("AllowedOrigins")),
        names(element.requiredText("AllowedMethods")),
        names(element.childText("AllowedHeaders").orElse("")),
        names(element.childText("ExposedHeaders").orElse("")),
        element.number("MaxAgeInSeconds", 0, Integer.MAX_VALUE));
  }

  void write(XmlWriter xml) {
    xml.start("CorsRule")
        .element("AllowedOrigins", String.join(",", origins))
        .element("AllowedMethods", String.join(",", methods))
        .element("AllowedHeaders", String.join(",", allowedHeaders))
        .element("ExposedHeaders", String.join(",", exposedHeaders))
        .element("MaxAgeInSeconds", maxAgeSeconds)
        .end();
  }

  /// How many characters stand between its tags.
  int size() {
    return Stream.of(origins, methods, allowedHeaders, exposedHeaders)
            .mapToInt(list -> String.join(",", list).length())
            .sum()
        + Integer.toString(maxAgeSeconds).length();
  }

  /// What stands between the commas.
  static List<String> names(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  boolean allowsAnyOrigin() {
    return origins.contains(ANY);
  }

  boolean allows(String origin, String method) {
    return methods.contains(method)
        && (allowsAnyOrigin() || origins.stream().anyMatch(each -> each.equals(origin)));
  }

  boolean allowsHeaders(List<String> headers) {
    return headers.stream().allMatch(header -> matches(allowedHeaders, header));
  }

  /// Those of an answer's headers that a page may read.
  List<String> exposed(Stream<String> headers) {
    return headers.filter(header -> matches(exposedHeaders, header)).distinct().toList();
  }

  private static boolean matches(List<String> patterns, String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return patterns.stream()
        .map(pattern -> pattern.toLowerCase(Locale.ROOT))
        .anyMatch(pattern ->
            pattern.endsWith(ANY)
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern));
  }
}
