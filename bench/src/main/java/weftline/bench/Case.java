package weftline.bench;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// One thing that is measured.
///
/// @param bytes moved by each operation, where that is what counts; else 0
record Case(
    String name,
    Service service,
    int connections,
    long bytes,
    Function<Requests, IntFunction<Script>> scripts) {
  static final int CONNECTIONS = 32;

  private static final long WARM_OPERATIONS = 20_000;

  /// An operation whose cost is that of a request, not of its bytes.
  static Case small(String name, Service service, Function<Requests, IntFunction<Script>> scripts) {
    return new Case(name, service, CONNECTIONS, 0, scripts);
  }

  List<Script> scriptsFor(Contestant contestant) {
    IntFunction<Script> each = scripts.apply(contestant.requests(service));
    return IntStream.range(0, connections).mapToObj(each).toList();
  }

  /// Whether its cost is that of a request, and many are under way at once.
  boolean isSmall() {
    return connections == CONNECTIONS && bytes == 0;
  }

  /// After which a server that compiles while it runs has compiled what matters.
  long warmOperations() {
    return isSmall() ? WARM_OPERATIONS : 0;
  }

  /// How many times more than its peer a server should do for the same work of its processors.
  double timesPeer() {
    return bytes == 0 ? 10 : 3;
  }
}
