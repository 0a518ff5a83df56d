package weftline.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The event loops that all servers of a process share, and the virtual threads for what blocks. A
/// program opens one and closes it last.
public final class Network implements AutoCloseable {
  private static final int LOOPS_MAX = 8;
  private static final Duration START_MAX = Duration.ofSeconds(30);
  private static final Duration BLOCKED_CHECK = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final int loops;
  private final ExecutorService workers;
  private final BodyBuffers buffers = new BodyBuffers();

  private Network(Vertx vertx, int loops, ExecutorService workers) {
    this.vertx = vertx;
    this.loops = loops;
    this.workers = workers;
  }

  public static Network open() {
    int loops = Math.min(LOOPS_MAX, Runtime.getRuntime().availableProcessors());
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(loops)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(2)
            .setBlockedThreadCheckInterval(BLOCKED_CHECK.toMillis())
            .setUseDaemonThread(true)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false));
    var threads = Thread.ofVirtual().name("http-", 0).factory();
    return new Network(Vertx.vertx(options), loops, Executors.newThreadPerTaskExecutor(threads));
  }

  /// Runs each piece of work on a virtual thread of its own. For [Handler#blocking].
  public Executor workers() {
    return workers;
  }

  /// Stops every server that is still open, at once.
  @Override
  public void close() {
    workers.shutdownNow();
    try {
      await(vertx.close());
    } catch (IOException e) {
      throw new CompletionException("the event loops do not stop", e);
    }
  }

  Vertx vertx() {
    return vertx;
  }

  BodyBuffers buffers() {
    return buffers;
  }

  int loops() {
    return loops;
  }

  static <T> T await(Future<T> future) throws IOException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof IOException known ? known : new IOException(cause.toString(), cause);
    } catch (TimeoutException e) {
      throw new IOException("not done within " + START_MAX.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
