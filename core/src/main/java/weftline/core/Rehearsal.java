package weftline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import weftline.model.DeploymentId;
import weftline.model.InstanceStatus;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Plays a change through on a copy of the state, with agents and balancers that do at once what
/// they should: proves beforehand that everything finds room, and how many instances serve in every
/// step. What waits for somebody or something else is played no further.
public final class Rehearsal {
  private static final int ROUNDS_MAX = 1_000;
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final ServiceName service;
  private final Slot slot;
  private final List<String> steps = new ArrayList<>();
  private State ahead;
  private Instant now;
  private int lowest = Integer.MAX_VALUE;

  private Rehearsal(State state, Instant now, ServiceName service, Slot slot) {
    this.ahead = state;
    this.now = now;
    this.service = service;
    this.slot = slot;
  }

  /// How the change went.
  ///
  /// @param ends whether it came to its end
  /// @param obstacle what it stopped at, one sentence; empty if it came to its end
  /// @param steps what happened, one sentence each
  /// @param instances how many instances there are in the end
  /// @param floor how many of them must serve at all times: all but those of one update domain
  /// @param lowest how many served in the step in which the fewest did
  /// @param cures the smallest changes that would help, if there is no room
  public record Outcome(
      boolean ends,
      String obstacle,
      List<String> steps,
      int instances,
      int floor,
      int lowest,
      List<String> cures) {
    public Outcome {
      steps = List.copyOf(steps);
      cures = List.copyOf(cures);
    }

    public boolean keepsFloor() {
      return lowest >= floor;
    }
  }

  /// Puts a model into a slot: deploys it if the slot is empty, else upgrades what is there.
  public static Outcome of(State state, Command.Deploy deploy) {
    boolean empty = state.deployment(deploy.service(), deploy.slot()).isEmpty();
    Command.Change change =
        empty
            ? deploy
            : new Command.Upgrade(
                deploy.at(),
                deploy.by(),
                deploy.service(),
                deploy.slot(),
                deploy.label(),
                deploy.model(),
                UpgradeMode.AUTO,
                Optional.empty(),
                false);
    Rehearsal rehearsal = new Rehearsal(state, deploy.at(), deploy.service(), deploy.slot());
    return switch (Decider.decide(state, change)) {
      case Decision.Refused(var problem) -> rehearsal.outcome(problem.message(), List.of());
      case Decision.Accepted(var events) -> rehearsal.play(events, empty);
    };
  }

  private Outcome play(List<Event> events, boolean fresh) {
    happen(events);
    happen(Autopilot.plan(ahead, now));
    for (int round = 0; round < ROUNDS_MAX; round++) {
      Deployment deployment = ahead.deployment(service, slot).orElseThrow();
      if (deployment.failure().isPresent()) {
        PlacementFailure failure = deployment.failure().get();
        return outcome(failure.reason(), Cures.of(ahead, deployment, failure.instance().role()));
      }
      if (deployment.walk().isEmpty() && ahead.tally(deployment.id()).isSettled()) {
        return outcome("", List.of());
      }
      List<Event> obeyed = obeyed(deployment.id());
      happen(obeyed);
      if (!fresh) {
        count(deployment.id());
      }
      now = now.plus(pause());
      List<Event> planned = Autopilot.plan(ahead, now);
      happen(planned);
      if (obeyed.isEmpty() && planned.isEmpty() && round > 0) {
        return outcome("it would wait: " + waitsFor(deployment.id()), List.of());
      }
    }
    return outcome("it does not come to an end", List.of());
  }

  /// Longer than anything waits that waits for time alone.
  private Duration pause() {
    Duration bake = ahead.settings().bake();
    Duration drain = ahead.settings().drainLimit();
    return (bake.compareTo(drain) > 0 ? bake : drain).plus(MOMENT);
  }

  private String waitsFor(DeploymentId id) {
    return ahead.runningOperations().stream()
        .filter(operation -> operation.subject().deployment().filter(id::equals).isPresent())
        .map(operation -> Explain.waitsFor(ahead, operation))
        .findFirst()
        .orElse("for something else");
  }

  /// What the agents would report of a deployment. One that has failed stays so.
  private List<Event> obeyed(DeploymentId id) {
    List<Event> reports = new ArrayList<>();
    for (Instance instance : ahead.instancesOf(id)) {
      switch (instance.life()) {
        case STARTING, BUSY ->
            reports.add(
                new Event.InstanceReported(instance.id(), InstanceStatus.READY, 0, "", now));
        case STOPPING -> reports.add(new Event.InstanceStopped(instance.id()));
        case WANTED, READY, FAILED, DRAINING, PARKED -> {} // nothing for an agent to do
      }
    }
    return reports;
  }

  private void happen(List<Event> events) {
    for (Event event : events) {
      ahead = ahead.apply(event);
      if (event instanceof Event.OfInstance || event instanceof Event.OfChange) {
        tell(event);
      }
      if (event instanceof Event.InstanceDraining draining) {
        count(draining.instance().deployment());
      }
    }
  }

  private void count(DeploymentId id) {
    lowest = Math.min(lowest, ahead.tally(id).ready());
  }

  private void tell(Event event) {
    if (event instanceof Event.DomainStarted(var id, var domain, _) && isOurs(id)) {
      Deployment deployment = ahead.deployment(id);
      long moving =
          ahead.instancesOf(id).stream()
              .filter(deployment::isBehind)
              .filter(instance -> deployment.updateDomain(instance.id()) == domain)
              .count();
      steps.add(
          "update domain %d: %d of %d instances are replaced, %d serve"
              .formatted(domain, moving, ahead.tally(id).all(), ahead.tally(id).ready() - moving));
    }
    if (event instanceof Event.InstancesPlaced(var id, var placements) && isOurs(id)) {
      Set<Integer> domains =
          placements.stream()
              .map(placement -> placement.residence().faultDomain())
              .collect(Collectors.toSet());
      long nodes =
          placements.stream().map(placement -> placement.residence().node()).distinct().count();
      steps.add(
          "%d %s placed on %d %s in %d %s"
              .formatted(
                  placements.size(),
                  placements.size() == 1 ? "instance is" : "instances are",
                  nodes,
                  nodes == 1 ? "node" : "nodes",
                  domains.size(),
                  domains.size() == 1 ? "fault domain" : "fault domains"));
    }
  }

  private boolean isOurs(DeploymentId id) {
    return ahead.deployment(service, slot).filter(each -> each.id().equals(id)).isPresent();
  }

  private Outcome outcome(String obstacle, List<String> cures) {
    int instances =
        ahead.deployment(service, slot).map(each -> ahead.tally(each.id()).all()).orElse(0);
    int floor = ahead.deployment(service, slot).map(this::floor).orElse(0);
    boolean untouched = lowest == Integer.MAX_VALUE;
    return new Outcome(
        obstacle.isEmpty(), obstacle, steps, instances, floor, untouched ? floor : lowest, cures);
  }

  private int floor(Deployment deployment) {
    Map<Integer, Integer> sizes = new TreeMap<>();
    List<Instance> instances = ahead.instancesOf(deployment.id());
    instances.forEach(
        instance -> sizes.merge(deployment.updateDomain(instance.id()), 1, Integer::sum));
    return instances.size() - sizes.values().stream().max(Integer::compare).orElse(0);
  }
}
