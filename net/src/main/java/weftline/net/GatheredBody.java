package weftline.net;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Puts a whole body together in memory, up to a limit. Used on one event loop.
final class GatheredBody {
  private static final int START_BYTES_MAX = 8 << 10;

  private final int limit;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private byte[] bytes;
  private int length;

  /// @param announced what the client says it will send; not believed before it is there
  GatheredBody(int limit, int announced) {
    this.limit = limit;
    this.bytes = new byte[Math.min(announced, START_BYTES_MAX)];
  }

  CompletionStage<byte[]> result() {
    return result;
  }

  void add(Buffer data) {
    if (result.isDone()) {
      return;
    }
    long needed = (long) length + data.length();
    if (needed > limit) {
      result.completeExceptionally(new BodyTooLargeException(limit));
      bytes = new byte[0];
      return;
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(needed, 2L * bytes.length)));
    }
    data.getBytes(bytes, length);
    length += data.length();
  }

  void end() {
    result.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }

  void fail(Throwable cause) {
    result.completeExceptionally(new ClientGoneException().initCause(cause));
  }
}
