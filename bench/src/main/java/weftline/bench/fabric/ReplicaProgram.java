package weftline.bench.fabric;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import weftline.controller.Controller;
import weftline.controller.Outage;
import weftline.controller.Peer;

/// One controller of three, in a process of its own. Whoever of them becomes primary measures, and
/// ends when that is done.
final class ReplicaProgram {
  private static final Duration PATIENCE = Duration.ofHours(1);

  private ReplicaProgram() {}

  /// The name of this one, all peers with commas, the folder, then the options of the bench.
  public static void main(String[] arguments) throws Exception {
    List<Peer> all = Arrays.stream(arguments[1].split(",", -1)).map(Peer::parse).toList();
    Peer self =
        all.stream().filter(peer -> peer.name().equals(arguments[0])).findFirst().orElseThrow();
    String[] rest = Arrays.copyOfRange(arguments, 3, arguments.length);
    Bench bench = new Bench(FabricOptions.parse(rest));
    Replica replica = Replica.open(self, all, Path.of(arguments[2]), Replica.PATIENT);
    var _ = Thread.ofPlatform().name("controller").start(replica.controller()::run);
    for (int attempt = 0; !hasMeasured(replica.controller(), bench, self.name() + attempt); ) {
      attempt++; // somebody else was primary for a moment
    }
    Runtime.getRuntime().halt(0);
  }

  private static boolean hasMeasured(Controller controller, Bench bench, String prefix)
      throws Exception {
    List<Figure> figures = new ArrayList<>();
    try {
      if (controller.awaitPrimacy(PATIENCE)) {
        new Placing(controller, prefix)
            .measure(bench, "3 replicas in 3 processes on loopback, fsync", figures::add);
      }
    } catch (Outage | ExecutionException e) {
      bench.progress("again, for the controllers had another primary: " + e.getMessage());
      return false;
    }
    figures.forEach(figure -> System.out.println(figure.json()));
    return true;
  }
}
