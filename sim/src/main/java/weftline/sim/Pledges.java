package weftline.sim;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import weftline.controller.Controller;
import weftline.core.Decision;
import weftline.core.State;
import weftline.model.OperationId;

/// What controllers owe for what they have said: a change that was acknowledged stays, whoever
/// becomes primary knows all that was committed, and so does whoever is asked after that.
final class Pledges {
  private final Promises promises;
  private final Set<OperationId> acknowledged = new TreeSet<>();
  private Optional<Controller> reigning = Optional.empty();
  private int reigns;

  Pledges(Promises promises) {
    this.promises = promises;
  }

  void acknowledge(Decision decision) {
    if (decision instanceof Decision.Accepted accepted) {
      accepted.operation().ifPresent(acknowledged::add);
    }
  }

  /// A controller has become primary; it has heard nobody yet.
  void begin(Controller primary) {
    requireAll(primary.state(), Set.copyOf(acknowledged));
    BrokenPromiseException.unless(
        primary.state().equals(promises.state()),
        () -> "a restart or an election has found another state");
    reigning = Optional.of(primary);
    reigns++;
    promises.restarted();
  }

  /// Whether it is the one that has become primary last; an older one may not know yet.
  boolean isReigning(Controller controller) {
    return reigning.filter(controller::equals).isPresent();
  }

  /// How often one of them became primary.
  int reigns() {
    return reigns;
  }

  int acknowledged() {
    return acknowledged.size();
  }

  /// To be asked before a question, and again with what was found.
  Set<OperationId> known() {
    return Set.copyOf(acknowledged);
  }

  static void requireAll(State state, Set<OperationId> operations) {
    for (OperationId operation : operations) {
      BrokenPromiseException.unless(
          state.operation(operation).isPresent(),
          () -> operation + " was acknowledged and is gone");
    }
  }
}
