package weftline.net;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// Several servers that answer for one another: calls go to one of them until it fails, then to the
/// next. A call that failed is not made again here, for whoever made it knows whether it may be.
public final class Turnover {
  private final AtomicReference<Turn> turn;

  /// How long one of them is called.
  ///
  /// @param number whose turn it is, counted on and on
  /// @param over ends when it has failed somebody
  private record Turn(List<URI> servers, int number, CompletableFuture<Void> over) {
    private Turn {
      servers = List.copyOf(servers);
      if (servers.isEmpty()) {
        throw new IllegalArgumentException("there is nobody to call");
      }
    }

    private static Turn of(List<URI> servers, int number) {
      return new Turn(servers, number, new CompletableFuture<>());
    }

    URI server() {
      return servers.get(Math.floorMod(number, servers.size()));
    }

    Turn next() {
      return of(servers, number + 1);
    }

    /// Among others the same one goes on, if it is there.
    Turn among(List<URI> others) {
      int place = others.indexOf(server());
      return place < 0 ? of(others, 0) : new Turn(others, place, over);
    }
  }

  public Turnover(List<URI> servers) {
    this.turn = new AtomicReference<>(Turn.of(servers, 0));
  }

  /// From now on these are called. Whose turn it is goes on if it is among them; for another one
  /// nobody need wait any more.
  void turnTo(List<URI> servers) {
    Turn before = turn.getAndUpdate(now -> now.among(servers));
    if (!servers.contains(before.server())) {
      before.over().complete(null);
    }
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
      return attempt.at(now.server(), now.over());
    } catch (IOException e) {
      if (turn.compareAndSet(now, now.next())) {
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
