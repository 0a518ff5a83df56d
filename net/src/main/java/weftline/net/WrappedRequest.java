package weftline.net;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// A request that differs from another one only in what it overrides.
public interface WrappedRequest extends Request {
  Request wrapped();

  @Override
  default String method() {
    return wrapped().method();
  }

  @Override
  default String rawPath() {
    return wrapped().rawPath();
  }

  @Override
  default String rawQuery() {
    return wrapped().rawQuery();
  }

  @Override
  default Headers headers() {
    return wrapped().headers();
  }

  @Override
  default InetSocketAddress remote() {
    return wrapped().remote();
  }

  @Override
  default Optional<Identity> peer() {
    return wrapped().peer();
  }

  @Override
  default boolean secure() {
    return wrapped().secure();
  }

  @Override
  default Optional<Long> contentLength() {
    return wrapped().contentLength();
  }

  @Override
  default boolean bodyIsHere() {
    return wrapped().bodyIsHere();
  }

  @Override
  default CompletionStage<byte[]> body(int limit) {
    return wrapped().body(limit);
  }

  @Override
  default InputStream bodyStream() {
    return wrapped().bodyStream();
  }
}
