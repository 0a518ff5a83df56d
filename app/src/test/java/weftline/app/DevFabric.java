package weftline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A development fabric in this process, run as `wfl dev` runs it.
final class DevFabric implements AutoCloseable {
  private static final int SECONDS_MAX = 120;
  private static final int NODES = 3;

  private final Transcript transcript = new Transcript();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Thread thread;

  private DevFabric(DevConfig config) {
    thread =
        Thread.ofPlatform()
            .name("dev")
            .start(() -> {
              try {
                DevProgram.run(config, new DevConsole(new PrintWriter(transcript)));
                end.complete(null);
              } catch (IOException | RuntimeException e) {
                end.completeExceptionally(e);
                transcript.ready.countDown();
              }
            });
  }

  static DevFabric start(DevConfig config) {
    return new DevFabric(config);
  }

  static DevConfig config(Path service, Path data) throws IOException {
    return new DevConfig(
        service, data, false, freePorts(), Optional.of(data.resolve("ready.json")), NODES, NODES);
  }

  /// Some offset whose ports are free now.
  private static DevPorts freePorts() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new DevPorts(1_000 + probe.getLocalPort() % 9_000);
    }
  }

  /// Waits until the fabric says that it is ready.
  ///
  /// @return all that it has said
  String awaitReady() throws IOException, InterruptedException {
    boolean said = transcript.ready.await(SECONDS_MAX, TimeUnit.SECONDS);
    if (end.isCompletedExceptionally()) {
      throw new IOException(end.exceptionNow());
    }
    if (!said) {
      throw new IOException("not ready; it said:\n" + transcript.text());
    }
    return transcript.text();
  }

  /// As Ctrl-C does.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What the fabric says.
  private static final class Transcript extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch ready = new CountDownLatch(1);

    @Override
    public synchronized void write(char[] characters, int offset, int length) {
      text.append(characters, offset, length);
    }

    @Override
    public synchronized void flush() {
      if (text.indexOf("Ctrl-C stops it") >= 0) {
        ready.countDown();
      }
    }

    @Override
    public void close() {
      flush();
    }

    private synchronized String text() {
      return text.toString();
    }
  }
}
