package weftline.core;

import java.util.List;
import weftline.model.InstanceId;

/// Why instances of a deployment have no node.
///
/// @param instance the first one that fits nowhere
/// @param reason one sentence for people
/// @param verdicts why not, node by node; the first [#VERDICTS_MAX] of them
/// @param room what the state's [Counters#room()] was; another attempt needs it to have moved
public record PlacementFailure(
    InstanceId instance, String reason, List<Verdict> verdicts, long room) {
  static final int VERDICTS_MAX = 100;

  public PlacementFailure {
    verdicts = List.copyOf(verdicts);
  }
}
