package weftline.bench;

import java.nio.ByteBuffer;

/// What one connection says: request after request, each made when the answer before it is there.
interface Script {
  /// The next request. Buffers are consumed.
  ByteBuffer[] request();

  /// Takes an answer in.
  ///
  /// @return whether an operation ends with it, so that its time can be taken
  boolean answered(Answer answer);

  /// Whether bodies of answers are to be kept; counting them is cheaper.
  default boolean wantsBody() {
    return false;
  }

  /// Whether there is nothing more to ask. Never so while time is what ends the run.
  default boolean done() {
    return false;
  }
}
