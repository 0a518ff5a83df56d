package weftline.bench;

import java.nio.ByteBuffer;
import java.util.Iterator;

/// Asks for everything on a list, once. Several may share a list.
record Once(Iterator<ByteBuffer[]> requests, int expected) implements Script {
  @Override
  public ByteBuffer[] request() {
    return requests.next();
  }

  @Override
  public boolean answered(Answer answer) {
    answer.expect(expected);
    return true;
  }

  @Override
  public boolean wantsBody() {
    return true;
  }

  @Override
  public boolean done() {
    return !requests.hasNext();
  }
}
