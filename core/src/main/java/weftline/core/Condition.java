package weftline.core;

import java.util.Optional;

/// How far a machine is trusted. Instances are placed on ready ones only.
public enum Condition {
  /// Has not passed its burn-in yet.
  NEW,
  /// Can be used.
  READY,
  /// Came and went too often, or was found doubtful: nothing more is placed there for a while.
  SUSPECT,
  /// Broken: left alone until somebody repairs it.
  FAULTY,
  /// Repaired, and has not passed its test yet.
  REPAIRED,
  /// Taken out with its container, and has not passed its test yet.
  OFFLINE,
  /// Gets another operating system: what runs there has stopped, or does so.
  UPDATING;

  /// What can befall a machine.
  enum Cause {
    /// It passed the test it was asked for.
    PASSED,
    /// It failed the test it was asked for.
    FAILED,
    /// It was lost too often.
    FLAPPED,
    /// The time of its suspicion is over, or its operating system is as it should be, and there is
    /// no test to pass.
    CLEARED,
    /// An operator says that it is broken.
    CONDEMNED,
    /// An operator says that it is repaired.
    REPAIRED,
    /// An operator trusts it, test or no test.
    RELEASED,
    /// Its container is taken out.
    WITHDRAWN,
    /// It is its turn to get another operating system.
    UPDATE
  }

  /// What becomes of the machine; nothing if the cause does not concern one in this condition.
  Optional<Condition> after(Cause cause) {
    return switch (cause) {
      case PASSED -> this == READY || this == FAULTY ? Optional.empty() : Optional.of(READY);
      case FAILED -> this == READY || this == FAULTY ? Optional.empty() : Optional.of(FAULTY);
      case FLAPPED -> this == READY ? Optional.of(SUSPECT) : Optional.empty();
      case CLEARED -> isPassing() ? Optional.of(READY) : Optional.empty();
      case CONDEMNED -> this == FAULTY ? Optional.empty() : Optional.of(FAULTY);
      case REPAIRED -> this == FAULTY ? Optional.of(REPAIRED) : Optional.empty();
      case RELEASED -> this == READY || this == FAULTY ? Optional.empty() : Optional.of(READY);
      case WITHDRAWN -> this == READY || isPassing() ? Optional.of(OFFLINE) : Optional.empty();
      case UPDATE -> this == READY ? Optional.of(UPDATING) : Optional.empty();
    };
  }

  /// Whether it is over by itself.
  private boolean isPassing() {
    return this == SUSPECT || this == UPDATING;
  }
}
