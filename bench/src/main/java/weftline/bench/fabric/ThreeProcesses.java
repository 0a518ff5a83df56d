package weftline.bench.fabric;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Starts three controllers as processes and lets their primary print what it measures.
final class ThreeProcesses {
  private static final List<String> NAMES = List.of("c1", "c2", "c3");

  /// As `./wfl` gives them to controllers.
  private static final List<String> OPTIONS =
      List.of("-Xmx2g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

  private final Bench bench;

  ThreeProcesses(Bench bench) {
    this.bench = bench;
  }

  void measure() throws IOException {
    List<String> peers = new ArrayList<>();
    for (String name : NAMES) {
      peers.add(name + "=127.0.0.1:" + freePort());
    }
    List<Process> processes = new ArrayList<>();
    try {
      for (String name : NAMES) {
        processes.add(start(name, String.join(",", peers)));
      }
      CompletableFuture.anyOf(
              processes.stream().map(Process::onExit).toArray(CompletableFuture[]::new))
          .join();
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private Process start(String name, String peers) throws IOException {
    Path folder = bench.options().folder().resolve("replica-" + name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ReplicaProgram.class.getName());
    command.add(name);
    command.add(peers);
    command.add(folder.toString());
    if (bench.options().quick()) {
      command.add("--quick");
    }
    return new ProcessBuilder(command).inheritIO().start();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
