package weftline.net;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;

/// Memory for bodies on their way between files and the wire, kept for the next ones: outside of
/// the heap, where the system takes it as it is, and at the beginning of a page, as files want it
/// that are written past the system's cache.
public final class BodyBuffers {
  public static final int BYTES = 256 << 10;

  private static final int PAGE = 4 << 10;
  private static final int IDLE_MAX = 128;

  /// The one that was used last is likelier to be in the processor's cache.
  private final LinkedBlockingDeque<ByteBuffer> idle = new LinkedBlockingDeque<>(IDLE_MAX);

  /// Empty and all of it free.
  public ByteBuffer take() {
    return Optional.ofNullable(idle.pollFirst())
        .map(ByteBuffer::clear)
        .orElseGet(
            () -> ByteBuffer.allocateDirect(BYTES + PAGE).alignedSlice(PAGE).slice(0, BYTES));
  }

  /// Nobody may use it any more who has taken it.
  public void giveBack(ByteBuffer buffer) {
    idle.offerFirst(buffer);
  }
}
