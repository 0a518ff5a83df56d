package weftline.sim;

import java.util.ArrayList;
import java.util.List;

/// Who takes part in a story. Most stories are of one controller, for these are told quickest.
///
/// @param controllers one that is alone, or three that keep one ledger
/// @param earlierControllers whether they begin with a program that reads less than this one
/// @param earlierAgents how many nodes begin with an agent that knows less than this one
/// @param racks whether the nodes of a rack report through one of them
public record Cast(int controllers, boolean earlierControllers, int earlierAgents, boolean racks) {
  /// As simple as it goes.
  static final Cast PLAIN = new Cast(1, false, 0, false);

  private static final int KINDS = 4;
  private static final int GROUP = 3;

  public Cast {
    if (controllers < 1 || earlierAgents < 0 || (earlierControllers && controllers == 1)) {
      throw new IllegalArgumentException("no story has such a cast");
    }
  }

  /// One story of four has a group, one of two has agents of two versions, and in one of two racks
  /// report together.
  static Cast of(long seed) {
    int kind = Math.floorMod(seed, KINDS);
    int turn = Math.floorMod(Math.floorDiv(seed, KINDS), KINDS);
    boolean group = kind == KINDS - 1;
    boolean racks = Math.floorMod(Math.floorDiv(seed, KINDS * KINDS), 2) == 1;
    return new Cast(group ? GROUP : 1, group && turn % 2 == 1, kind % 2 == 1 ? turn : 0, racks);
  }

  boolean isGroup() {
    return controllers > 1;
  }

  /// The same, but for each node reporting for itself.
  Cast withoutRacks() {
    return new Cast(controllers, earlierControllers, earlierAgents, false);
  }

  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    words.add(isGroup() ? controllers + " controllers" : "1 controller");
    if (earlierControllers) {
      words.add("of an earlier version at first");
    }
    if (earlierAgents > 0) {
      words.add("%d agents of an earlier version".formatted(earlierAgents));
    }
    if (racks) {
      words.add("racks that report together");
    }
    return String.join(", ", words);
  }
}
