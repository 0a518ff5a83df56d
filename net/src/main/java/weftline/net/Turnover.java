package weftline.net;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Several servers that answer for one another: calls go to one of them until it fails, then to the
/// next. A call that failed is not made again here, for whoever made it knows whether it may be.
public final class Turnover {
  private final List<URI> servers;
  private final AtomicInteger failures = new AtomicInteger();

  public Turnover(List<URI> servers) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("there is nobody to call");
    }
    this.servers = List.copyOf(servers);
  }

  /// Makes a call to the server whose turn it is.
  public <T> T call(Attempt<T> attempt) throws IOException {
    int turn = failures.get();
    try {
      return attempt.at(servers.get(Math.floorMod(turn, servers.size())));
    } catch (IOException e) {
      failures.compareAndSet(turn, turn + 1);
      throw e;
    }
  }

  /// A call that can be made to any of them.
  @FunctionalInterface
  public interface Attempt<T> {
    T at(URI server) throws IOException;
  }
}
