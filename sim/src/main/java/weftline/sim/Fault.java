package weftline.sim;

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
  POWER_LOSS
}
