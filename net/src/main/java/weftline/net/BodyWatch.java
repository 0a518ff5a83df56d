package weftline.net;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/// Ends connections whose bodies come or go too slowly, although nobody here holds them up. Used on
/// one event loop, which looks from time to time.
final class BodyWatch {
  /// A body may be found too slow this often, one time after the other.
  static final int LOOKS_MAX = 4;

  private final long bytesMin;
  private final Set<Body> bodies = new HashSet<>();

  /// @param bytesMin what must have come, or gone, of a body since it was looked at before
  BodyWatch(long bytesMin) {
    this.bytesMin = bytesMin;
  }

  /// To be called when somebody begins to take or to send a body.
  ///
  /// @param end ends its connection
  Body begin(Runnable end) {
    Body body = new Body(end);
    bodies.add(body);
    return body;
  }

  void look() {
    Iterator<Body> each = bodies.iterator();
    while (each.hasNext()) {
      Body body = each.next();
      if (body.isTooSlow(bytesMin)) {
        each.remove();
        body.end.run();
      }
    }
  }

  /// One body on its way in or out.
  final class Body {
    private final Runnable end;
    private long wanted;
    private long came;
    private int slow;

    private Body(Runnable end) {
      this.end = end;
    }

    /// To be called when so many more buffers are wanted from the client, or for it.
    void want(long buffers) {
      wanted = Math.addExact(wanted, buffers);
    }

    /// To be called with each buffer that has come, or has gone.
    void came(int bytes) {
      wanted--;
      came += bytes;
    }

    /// To be called when no more is to come or to go.
    void done() {
      bodies.remove(this);
    }

    /// A body of which nothing is wanted now is not slow: its reader is.
    private boolean isTooSlow(long least) {
      slow = wanted > 0 && came < least ? slow + 1 : 0;
      came = 0;
      return slow > LOOKS_MAX;
    }
  }
}
