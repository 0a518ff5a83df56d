package weftline.sim;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What can go wrong in a story.
public enum Fault {
  /// Messages get lost, doubled, overtaken and much delayed.
  ROUGH_WIRE,
  /// What nodes have reported comes a second time, when it may no longer be true.
  ECHO,
  NODE_MUTE,
  NODE_DEAF,
  NODE_CRASH,
  /// A node does nothing for a while and then goes on as if no time had passed.
  NODE_STALL,
  NODE_DISK_FULL,
  NODE_CLOCK_JUMP,
  RACK_MUTE,
  RACK_DEAF,
  RACK_POWER,
  AGENT_RESTART,
  INSTANCE_CRASH,
  BALANCER_MUTE,
  BALANCER_DEAF,
  BALANCER_CRASH,
  CONTROLLER_CRASH,
  CRASH_IN_APPEND,
  LEDGER_FULL,
  /// Each append takes long, and the world goes on meanwhile.
  LEDGER_SLOW,
  CHECKPOINT_DAMAGED,
  CLOCK_JUMP,
  /// Everything goes dark at once and comes back piece by piece.
  POWER_LOSS,
  /// Nothing comes from one of the controllers any more.
  CONTROLLER_MUTE,
  CONTROLLER_DEAF,
  /// One way between two controllers is cut, or that from one to all nodes.
  CONTROLLERS_CUT,
  /// A controller's program ends, and the newest one begins.
  CONTROLLER_UPGRADE,
  /// A controller does nothing for a while and then goes on as if no time had passed.
  CONTROLLER_STALL,
  /// One more is let into the group.
  CONTROLLER_ADDED,
  CONTROLLER_REMOVED,
  CONTROLLER_REPLACED,
  AGENT_UPGRADE,
  /// A node and its rack do not hear each other any more; the controllers hear all of them.
  NEIGHBOURS_CUT,
  /// A node and the controllers do not hear each other any more; its rack hears it.
  NODE_CUT;

  /// An echo has a place of its own, and so has what only a group can live through: older stories
  /// are to stay what they were.
  private static final Set<Fault> RARE =
      EnumSet.of(
          ECHO,
          CONTROLLER_MUTE,
          CONTROLLER_DEAF,
          CONTROLLERS_CUT,
          CONTROLLER_UPGRADE,
          CONTROLLER_STALL,
          CONTROLLER_ADDED,
          CONTROLLER_REMOVED,
          CONTROLLER_REPLACED,
          AGENT_UPGRADE,
          NEIGHBOURS_CUT,
          NODE_CUT);

  private static final Set<Fault> OF_RACKS = EnumSet.of(NEIGHBOURS_CUT, NODE_CUT);

  /// What goes wrong often.
  static List<Fault> of(Cast cast) {
    Set<Fault> often = EnumSet.allOf(Fault.class);
    if (!cast.isGroup()) {
      often.removeAll(RARE);
    }
    often.remove(ECHO);
    often.removeAll(OF_RACKS);
    if (cast.racks()) {
      often.addAll(OF_RACKS);
    }
    return List.copyOf(often);
  }
}
