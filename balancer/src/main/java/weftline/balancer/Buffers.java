package weftline.balancer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/// Direct buffers of one loop. A pipe borrows one while it moves bytes and keeps it only while its
/// reader is slow, so idle connections cost no buffer.
final class Buffers {
  static final int BYTES = 64 * 1_024;
  private static final int SPARE_MAX = 64;

  private final Deque<ByteBuffer> spare = new ArrayDeque<>();

  ByteBuffer take() {
    return spare.isEmpty() ? ByteBuffer.allocateDirect(BYTES) : spare.pop().clear();
  }

  void give(ByteBuffer buffer) {
    if (buffer.capacity() == BYTES && spare.size() < SPARE_MAX) {
      spare.push(buffer);
    }
  }
}
