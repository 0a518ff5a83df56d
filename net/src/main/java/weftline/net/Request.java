package weftline.net;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// One HTTP request as a handler sees it.
public interface Request {
  /// In upper case.
  String method();

  /// The path as it was sent: percent-encoded, starting with `/`, without the query.
  String rawPath();

  /// The query as it was sent, without the `?`; empty if there is none.
  String rawQuery();

  Headers headers();

  InetSocketAddress remote();

  /// The name that the peer's certificate proves; empty without mutual TLS.
  Optional<Identity> peer();

  /// Whether the connection is encrypted.
  boolean secure();

  /// The length that the client announces; empty for a chunked body.
  Optional<Long> contentLength();

  /// Whether nobody need wait for [#body]: all of it has come, or there is none.
  boolean bodyIsHere();

  /// The whole body. Fails with [BodyTooLargeException] beyond the limit, which is in bytes.
  CompletionStage<byte[]> body(int limit);

  /// The body as it arrives, with back-pressure. Blocks, so only for a blocking handler.
  InputStream bodyStream();
}
