package weftline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weftline.net.Network;
import weftline.storage.Accounts;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;

/// `wfl storage rehearse`: serves everyday requests for a moment, lets three controllers live
/// through an election, and ends. The launcher has the Java machine watch it, and gives what was
/// learned to the servers that it starts.
@Command(
    name = "rehearse",
    header = "Serve some requests of its own and end, for the launcher.",
    hidden = true)
final class StorageRehearseCommand implements Callable<Integer> {
  private static final int CLIENTS = 4;

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "An empty folder.")
  private Path folder = Path.of("");

  @Option(
      names = "--rounds",
      defaultValue = "50",
      paramLabel = "N",
      description = "How often each client does everything (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.toErrorStream();
    StorageServerConfig config = StorageServerConfig.onAnyPort(Accounts.development());
    try (Parts parts = new Parts()) {
      Network network = Network.open();
      parts.add(network::close);
      StorageServer server = StorageProgram.start(parts, network, folder, config, () -> {});
      try (Rehearsal first = client(server)) {
        first.prepare();
      }
      List<Runnable> clients =
          IntStream.range(0, CLIENTS).<Runnable>mapToObj(one -> () -> play(server, one)).toList();
      Background.together(clients);
      FabricRehearsal.play(network, folder.resolve("fabric"), rounds);
    }
    return 0;
  }

  private void play(StorageServer server, int number) {
    try (Rehearsal rehearsal = client(server)) {
      for (int i = 0; i < rounds; i++) {
        rehearsal.run(number * rounds + i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rehearsal client(StorageServer server) throws IOException {
    return Rehearsal.of(server, InstantSource.system().instant());
  }
}
