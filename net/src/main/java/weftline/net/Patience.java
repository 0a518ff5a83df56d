package weftline.net;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/// Ends connections on which no whole request head comes in time. A limit on silence is not enough:
/// whoever sends a byte now and then is never silent. Used on one event loop, which looks from time
/// to time.
///
/// @param <C> connections
final class Patience<C> {
  /// A connection may be found waiting this often.
  static final int LOOKS_MAX = 4;

  private final Consumer<C> end;
  private final Map<C, Integer> waiting = new HashMap<>();

  Patience(Consumer<C> end) {
    this.end = end;
  }

  /// To be called when a connection is there to send its next request.
  void begin(C connection) {
    waiting.put(connection, 0);
  }

  /// To be called when a head has come, or none will come any more.
  void stop(C connection) {
    waiting.remove(connection);
  }

  void look() {
    Iterator<Map.Entry<C, Integer>> each = waiting.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<C, Integer> entry = each.next();
      if (entry.getValue() == LOOKS_MAX) {
        each.remove();
        end.accept(entry.getKey());
      } else {
        entry.setValue(entry.getValue() + 1);
      }
    }
  }
}
