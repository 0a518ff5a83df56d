package weftline.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What the machine can do at best, measured beside the servers: no server can do more.
final class MachineLimits {
  private static final int ROW = 4 << 10;
  private static final int GROUP = 32;
  private static final int WRITE = 1 << 20;
  private static final long WRITTEN = 512L << 20;
  private static final long SENT = 4L << 30;
  private static final long SYNC_NANOS = 2_000_000_000L;
  private static final double MEBIBYTE = 1 << 20;

  private MachineLimits() {}

  static Limits measure(Path folder, Report report) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("limits");
    limit(report, "fdatasync of 4 KiB", "1/s", syncs(file, ROW));
    limit(report, "fdatasync of a group of 32 x 4 KiB", "1/s", syncs(file, ROW * GROUP));
    double write = limit(report, "sequential write", "MiB/s", sequential(file));
    double loopback = limit(report, "loopback", "MiB/s", loopback());
    Files.delete(file);
    return new Limits(loopback, write);
  }

  private static double limit(Report report, String name, String unit, double value) {
    System.err.printf("limit     %-34s %s %s%n", name, Numbers.text(value), unit);
    report.add(new Report.Figure("limit: " + name, unit, new Aim.None()), value);
    return value;
  }

  private static double syncs(Path file, int bytes) throws IOException {
    try (FileChannel channel = fresh(file)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
      long start = System.nanoTime();
      int count = 0;
      while (System.nanoTime() - start < SYNC_NANOS) {
        channel.write(buffer.clear());
        channel.force(false);
        count++;
      }
      return count * 1e9 / (System.nanoTime() - start);
    }
  }

  private static double sequential(Path file) throws IOException {
    try (FileChannel channel = fresh(file)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE);
      long start = System.nanoTime();
      for (long written = 0; written < WRITTEN; written += WRITE) {
        channel.write(buffer.clear());
      }
      channel.force(false);
      return WRITTEN / MEBIBYTE * 1e9 / (System.nanoTime() - start);
    }
  }

  /// One thread sends, another one receives.
  private static double loopback() throws IOException {
    try (ServerSocketChannel server =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      Thread sender = Thread.ofPlatform().daemon().start(() -> send(server));
      try (SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE);
        long start = System.nanoTime();
        long received = 0;
        while (received < SENT) {
          received += channel.read(buffer.clear());
        }
        return SENT / MEBIBYTE * 1e9 / (System.nanoTime() - start);
      } finally {
        sender.interrupt();
      }
    }
  }

  private static void send(ServerSocketChannel server) {
    try (SocketChannel channel = server.accept()) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE);
      for (long sent = 0; sent < SENT; ) {
        sent += channel.write(buffer.clear());
      }
    } catch (IOException e) {
      throw new BenchException("the loopback breaks off", e);
    }
  }

  private static FileChannel fresh(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }
}
