package weftline.net;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;

/// Memory for bodies on their way between files and the wire, kept for the next ones: outside of
/// the heap, where the system takes it as it is, and aligned as files want it that are written past
/// the system's cache.
public final class BodyBuffers {
  public static final int BYTES = 256 << 10;

  /// All of it begins at a multiple of this, the largest block of a disk that is cared for.
  public static final int ALIGNMENT = 16 << 10;

  private static final int IDLE_MAX = 128;

  /// The one that was used last is likelier to be in the processor's cache.
  private final LinkedBlockingDeque<ByteBuffer> idle = new LinkedBlockingDeque<>(IDLE_MAX);

  /// Empty and all of it free.
  public ByteBuffer take() {
    return Optional.ofNullable(idle.pollFirst())
        .map(ByteBuffer::clear)
        .orElseGet(() ->
            ByteBuffer.allocateDirect(BYTES + ALIGNMENT).alignedSlice(ALIGNMENT).slice(0, BYTES));
  }

  /// Nobody may use it any more who has taken it.
  public void giveBack(ByteBuffer buffer) {
    idle.offerFirst(buffer);
  }
}
