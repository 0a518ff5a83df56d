package weftline.storage.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import weftline.net.Headers;
import weftline.storage.StorageRequest;

/// The HTTP headers that a blob keeps for whoever reads it, by their name in an answer.
record BlobHeaders(SortedMap<String, String> values) {
  static final String MD5 = "Content-MD5";
  static final String TYPE = "Content-Type";

  private static final String DEFAULT_TYPE = "application/octet-stream";
  private static final List<String> NAMES =
      List.of(
          "Cache-Control",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Language",
          MD5,
          TYPE);

  BlobHeaders {
    values = new TreeMap<>(values);
  }

  /// Those that a request sets with `x-ms-blob-` before the name, and with nothing else.
  static BlobHeaders explicit(StorageRequest request) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String name : NAMES) {
      request.header("x-ms-blob-" + name).ifPresent(value -> values.put(name, value));
    }
    return new BlobHeaders(values);
  }

  /// Those of a blob that is put whole, where the plain headers count too. An MD5 is taken from the
  /// bytes unless the client has named one.
  static BlobHeaders ofUpload(StorageRequest request, String md5) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String name : NAMES) {
      request.header(name).ifPresent(value -> values.put(name, value));
    }
    values.put(MD5, md5);
    values.putAll(explicit(request).values);
    return new BlobHeaders(values);
  }

  /// Those that another server gives with the bytes.
  static BlobHeaders of(Headers headers) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String name : NAMES) {
      headers.first(name).ifPresent(value -> values.put(name, value));
    }
    return new BlobHeaders(values);
  }

  /// With others in their places, as far as those are there.
  BlobHeaders overriddenBy(BlobHeaders others) {
    SortedMap<String, String> all = new TreeMap<>(values);
    all.putAll(others.values);
    return new BlobHeaders(all);
  }

  BlobHeaders withMd5(String md5) {
    return md5.isEmpty() ? this : overriddenBy(new BlobHeaders(new TreeMap<>(Map.of(MD5, md5))));
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// In the order in which lists show them; a blob always has a type.
  List<Map.Entry<String, String>> shown() {
    List<Map.Entry<String, String>> shown = new ArrayList<>();
    for (String name : NAMES) {
      String fallback = name.equals(TYPE) ? DEFAULT_TYPE : "";
      shown.add(Map.entry(name, values.getOrDefault(name, fallback)));
    }
    return shown;
  }

  /// For an answer with the blob's bytes.
  ///
  /// @param overrides what a signature puts in the place of a stored value
  Headers addedTo(Headers headers, Map<String, String> overrides) {
    Headers all = headers;
    for (Map.Entry<String, String> entry : shown()) {
      String value = overrides.getOrDefault(entry.getKey(), entry.getValue());
      all = value.isEmpty() ? all : all.with(entry.getKey(), value);
    }
    return all;
  }
}
