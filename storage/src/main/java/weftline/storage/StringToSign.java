package weftline.storage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import weftline.net.Headers;
import weftline.net.Request;

/// The texts that an account key signs for a request: the documented ones of Shared Key and Shared
/// Key Lite, for blobs and queues on the one side and tables on the other.
///
/// @param path as it was sent, or as the client may count it
record StringToSign(Request request, String account, String path, Parameters query) {
  private static final List<String> SIGNED_HEADERS =
      List.of(
          "Content-Encoding",
          "Content-Language",
          "Content-Length",
          "Content-MD5",
          "Content-Type",
          "Date",
          "If-Modified-Since",
          "If-Match",
          "If-None-Match",
          "If-Unmodified-Since",
          "Range");

  StringToSign(Request request, String account, Parameters query) {
    this(request, account, request.rawPath(), query);
  }

  /// Shared Key for blobs and queues.
  String full(HeaderOrder order) {
    String lines =
        SIGNED_HEADERS.stream().map(name -> signedValue(name) + "\n").collect(Collectors.joining());
    return request.method() + "\n" + lines + canonicalHeaders(order) + fullResource();
  }

  /// Shared Key Lite for blobs and queues.
  String lite(HeaderOrder order) {
    return String.join(
            "\n",
            request.method(),
            header("Content-MD5"),
            header("Content-Type"),
            signedValue("Date"),
            "")
        + canonicalHeaders(order)
        + shortResource();
  }

  /// Shared Key for tables.
  String table() {
    return String.join(
        "\n",
        request.method(),
        header("Content-MD5"),
        header("Content-Type"),
        date(),
        shortResource());
  }

  /// Shared Key Lite for tables.
  String tableLite() {
    return date() + "\n" + shortResource();
  }

  /// When the client says that it has signed.
  String date() {
    return request.headers().first("x-ms-date").orElseGet(() -> header("Date"));
  }

  private String signedValue(String name) {
    boolean replaced = name.equals("Date") && request.headers().first("x-ms-date").isPresent();
    String value = replaced ? "" : header(name);
    return name.equals("Content-Length") && value.equals("0") ? "" : value;
  }

  private String header(String name) {
    return request.headers().first(name).orElse("");
  }

  private String canonicalHeaders(HeaderOrder order) {
    SortedMap<String, String> own = new TreeMap<>(order.comparator());
    for (Headers.Field field : request.headers().fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.startsWith("x-ms-")) {
        own.merge(name, field.value().strip(), (first, second) -> first + "," + second);
      }
    }
    return own.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private String fullResource() {
    StringBuilder resource = new StringBuilder("/").append(account).append(path);
    for (Map.Entry<String, List<String>> entry : query.all().entrySet()) {
      String values = entry.getValue().stream().sorted().collect(Collectors.joining(","));
      resource
          .append('\n')
          .append(entry.getKey().toLowerCase(Locale.ROOT))
          .append(':')
          .append(values);
    }
    return resource.toString();
  }

  private String shortResource() {
    String component = query.first("comp").map(comp -> "?comp=" + comp).orElse("");
    return "/" + account + path + component;
  }
}
