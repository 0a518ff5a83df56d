package weftline.core;

import java.util.List;
import weftline.model.InstanceId;

/// Says why things are as they are: where an instance could be placed, and what a change waits for.
public final class Explain {
  private Explain() {}

  /// Where an instance could go, node by node.
  ///
  /// @param reason one sentence: where it is, or why it is nowhere
  public record Placement(InstanceId instance, String reason, List<Verdict> verdicts) {
    public Placement {
      verdicts = List.copyOf(verdicts);
    }
  }

  /// Judges every node for the instance, as if it were to be placed now.
  public static Placement placement(State state, InstanceId instance) {
    return new Placement(instance, "", List.of());
  }

  /// What a running operation waits for, one sentence; empty if it has ended.
  public static String waitsFor(State state, Operation operation) {
    return "";
  }

  /// Whether a running operation waits for room that is not there.
  public static boolean isUnplaceable(State state, Operation operation) {
    return operation.isRunning()
        && operation
            .subject()
            .deployment()
            .flatMap(state.deployments()::get)
            .flatMap(Deployment::failure)
            .isPresent();
  }
}
