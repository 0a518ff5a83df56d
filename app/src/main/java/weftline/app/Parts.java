package weftline.app;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a program is wired of. Closed from the last part to the first; a part that fails to close
/// does not keep the others from closing.
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<Part> parts = new ArrayDeque<>();

  /// @param close how to let go of the part
  void add(Part close) {
    parts.push(close);
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("a part did not close");
      }
    }
  }

  /// Lets go of something that was open until the program ends.
  @FunctionalInterface
  interface Part {
    void close() throws IOException;
  }
}
