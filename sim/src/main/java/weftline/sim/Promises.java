package weftline.sim;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import weftline.controller.Entry;
import weftline.core.Event;
import weftline.core.Narrator;
import weftline.core.Snapshot;
import weftline.core.State;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RoutingTable;

/// Reads the log as a replica does, and looks after every event whether all promises hold.
final class Promises {
  private final Contact contact = new Contact(PlayedController.GRACE);
  private final Sightings sightings = new Sightings();
  private final List<Promise> promises;
  private final Agenda agenda;
  private final Trace trace;
  private State state = State.EMPTY;
  private Instant last = Instant.EPOCH;
  private long events;

  /// @param forwarded the table that the balancer goes by at this moment
  Promises(Agenda agenda, Trace trace, Supplier<RoutingTable> forwarded) {
    this.agenda = agenda;
    this.trace = trace;
    this.promises =
        List.of(
            ServicePromises::oneDomainAtATime,
            ServicePromises::nothingRunsBelow,
            ServicePromises::allOrNothing,
            ServicePromises::acrossFaultDomains,
            ServicePromises::newAttempts,
            new OutOfRotationFirst(forwarded, () -> last),
            sightings,
            this::onlySilentNodesAreGivenUp,
            NodePromises::neverOversold,
            new GoalPromises(),
            ServicePromises::onlyReadyInstancesAreRouted);
  }

  void read(Entry entry) {
    BrokenPromiseException.unless(
        !entry.at().isBefore(last), () -> "time has run backwards in the log");
    last = entry.at();
    for (Event event : entry.events()) {
      tell(event);
      State after = state.apply(event);
      promises.forEach(promise -> promise.hold(state, event, after));
      state = after;
      events++;
    }
  }

  /// What replaying the log gives.
  State state() {
    return state;
  }

  /// A checkpoint; the state that it restores, with every index built anew, must be the same.
  Snapshot checkedSnapshot() {
    Snapshot snapshot = state.snapshot();
    BrokenPromiseException.unless(
        State.restore(snapshot).equals(state), () -> "a checkpoint restores another state");
    return snapshot;
  }

  /// A report has come in, whatever is made of it.
  void saw(NodeReport report) {
    sightings.saw(report);
  }

  /// The controller that decides has heard of a node.
  void reached(NodeId node) {
    contact.reached(node, agenda.instant());
  }

  /// A controller has come that has heard nobody yet.
  void restarted() {
    contact.restart(agenda.instant());
  }

  long events() {
    return events;
  }

  /// Says nothing at length that nobody reads.
  private void tell(Event event) {
    if (!trace.equals(Trace.NONE)) {
      trace.line(agenda.instant(), "  " + Narrator.describe(event));
    }
  }

  private void onlySilentNodesAreGivenUp(State before, Event event, State after) {
    if (event instanceof Event.NodeLost lost) {
      BrokenPromiseException.unless(
          lost.reason().contains("joined again")
              || contact.mayBeGivenUp(lost.node(), agenda.instant()),
          () -> "%s is given up and was in touch: %s".formatted(lost.node(), lost.reason()));
    }
  }
}
