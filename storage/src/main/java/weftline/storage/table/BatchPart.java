package weftline.storage.table;

import weftline.net.Headers;

/// One request within a transaction.
///
/// @param target as it was sent: a URL or a path, percent-encoded
record BatchPart(String method, String target, Headers headers, byte[] body) {}
