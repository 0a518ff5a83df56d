package weftline.app;

import java.io.IOException;
import java.io.InterruptedIOException;
import weftline.controller.Outage;
import weftline.core.Decision;

/// A call of the controller in the same process, which fails in the ways that a call over the wire
/// does.
@FunctionalInterface
interface LocalCall<T> {
  T make() throws Outage, InterruptedException;

  static <T> T of(LocalCall<T> call) throws IOException {
    try {
      return call.make();
    } catch (Outage e) {
      throw new IOException(e.getMessage() + " " + e.cure(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the program is stopping");
    }
  }

  /// For what can only be refused by mistake.
  static void requireAccepted(LocalCall<Decision> call) throws IOException {
    if (of(call) instanceof Decision.Refused(var problem)) {
      throw new IOException(problem.message() + " " + problem.cure());
    }
  }
}
