package weftline.bench;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/// Asks again and again, with the same answer expected each time.
///
/// @param expected the status
record Repeat(Supplier<ByteBuffer[]> requests, int expected) implements Script {
  @Override
  public ByteBuffer[] request() {
    return requests.get();
  }

  @Override
  public boolean answered(Answer answer) {
    answer.expect(expected);
    return true;
  }

  @Override
  public boolean wantsBody() {
    return false;
  }
}
