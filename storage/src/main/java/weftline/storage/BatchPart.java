package weftline.storage;

import weftline.net.Headers;

/// One request within a batch.
///
/// @param target as it was sent: a URL or a path, percent-encoded
public record BatchPart(String method, String target, Headers headers, byte[] body) {
  /// Path and query, without what a URL has in front of them.
  public String resource() {
    int authority = target.indexOf("://");
    int path = authority < 0 ? 0 : target.indexOf('/', authority + 3);
    return path < 0 ? "/" : target.substring(path);
  }
}
