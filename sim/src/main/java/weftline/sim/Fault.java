package weftline.sim;

/// What can go wrong in a story.
public enum Fault {
  ROUGH_WIRE,
  NODE_MUTE,
  NODE_DEAF,
  NODE_CRASH,
  AGENT_RESTART,
  INSTANCE_CRASH,
  CONTROLLER_CRASH,
  CRASH_IN_APPEND,
  LEDGER_FULL,
  CLOCK_JUMP
}
