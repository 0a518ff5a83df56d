package weftline.net;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// Several servers that answer for one another: calls go to one of them until it fails, then to the
/// next. A call that failed is not made again here, for whoever made it knows whether it may be.
public final class Turnover {
  private final List<URI> servers;
  private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.of(0));

  /// How long one of them is called.
  ///
  /// @param over ends when it has failed somebody
  private record Turn(int number, CompletableFuture<Void> over) {
    private static Turn of(int number) {
      return new Turn(number, new CompletableFuture<>());
    }
  }

  public Turnover(List<URI> servers) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("there is nobody to call");
    }
    this.servers = List.copyOf(servers);
  }

  /// Makes a call to the server whose turn it is.
  public <T> T call(Attempt<T> attempt) throws IOException {
    return poll((server, _) -> attempt.at(server));
  }

  /// The same for a call that may take long: it is told when the server has failed another call,
  /// for it may wait for an answer that never comes.
  public <T> T poll(LongAttempt<T> attempt) throws IOException {
    Turn now = turn.get();
    try {
      return attempt.at(servers.get(Math.floorMod(now.number(), servers.size())), now.over());
    } catch (IOException e) {
      if (turn.compareAndSet(now, Turn.of(now.number() + 1))) {
        now.over().complete(null);
      }
      throw e;
    }
  }

  /// A call that can be made to any of them.
  @FunctionalInterface
  public interface Attempt<T> {
    T at(URI server) throws IOException;
  }

  /// A call that can be made to any of them and ended early.
  @FunctionalInterface
  public interface LongAttempt<T> {
    T at(URI server, CompletableFuture<Void> unwanted) throws IOException;
  }
}
