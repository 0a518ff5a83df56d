package weftline.agent;

import weftline.model.InstanceGoal;

/// What reaches the thread of a process run.
sealed interface Signal {
  /// The goal is different; the role is to be told.
  record Update(InstanceGoal goal) implements Signal {}

  /// The role should stop, with its grace.
  record Stop() implements Signal {}

  /// The role should be gone at once.
  record Kill() implements Signal {}

  /// The role should end as by an accident.
  record Crash() implements Signal {}

  /// The role has said something of itself.
  record Said() implements Signal {}

  /// A process has ended.
  record Ended(ChildProcess process) implements Signal {}
}
