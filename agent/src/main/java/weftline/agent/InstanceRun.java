package weftline.agent;

import java.util.Optional;
import weftline.model.InstanceGoal;
import weftline.model.RoleNumbers;

/// One life of an instance, from the fetching of its image to the end of its last process. Every
/// call returns at once; what came of it is seen by looking.
public interface InstanceRun {
  Sighting look();

  /// How many thousandths of a core it uses; empty while nobody knows.
  default Optional<Integer> milliCores() {
    return Optional.empty();
  }

  /// What the role says of itself in numbers; empty while it says nothing.
  default Optional<RoleNumbers> numbers() {
    return Optional.empty();
  }

  /// Tells the running role what has changed around it.
  void update(InstanceGoal goal);

  /// Asks the role to stop, gives it its grace, and ends it.
  void stop();

  /// Ends it without asking.
  void kill();

  /// Lets it end as by an accident, to see that the fabric heals it.
  void crash();
}
