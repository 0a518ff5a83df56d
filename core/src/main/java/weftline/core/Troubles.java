package weftline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weftline.core.Trouble.Urgency;
import weftline.model.Device;

/// Lists what cannot be healed, most urgent first. Walks the tables: for people who ask, not for
/// steps.
public final class Troubles {
  /// A change that takes longer waits for something that nobody has said is wrong, such as a node
  /// that cannot write down what it should do.
  static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final int NODES_MAX = 3;

  private final State state;
  private final List<Trouble> found = new ArrayList<>();

  private Troubles(State state) {
    this.state = state;
  }

  /// What a person should know now.
  ///
  /// @param now the fabric's time
  public static List<Trouble> of(State state, Instant now) {
    Troubles troubles = new Troubles(state);
    troubles.standstill();
    troubles.systems();
    state.upkeep().withdrawn().ifPresent(troubles::container);
    state.deployments().values().forEach(troubles::deployment);
    state.runningOperations().stream()
        .filter(each -> each.startedAt().plus(PATIENCE).isBefore(now))
        .forEach(troubles::late);
    state.instances().values().forEach(troubles::instance);
    state.nodes().values().forEach(troubles::node);
    state.listing().devices().values().forEach(troubles::device);
    return troubles.found.stream().sorted().toList();
  }

  private void standstill() {
    state
        .upkeep()
        .standstill()
        .ifPresent(standstill ->
            add(
                Urgency.NOW,
                "fabric",
                "healing stands still since %s: %s"
                    .formatted(standstill.since(), standstill.reason()),
                "mend the network, or give the silent nodes up with `wfl nodes accept-loss`"));
  }

  private void systems() {
    state
        .upkeep()
        .os()
        .flatMap(OsGoal::paused)
        .ifPresent(reason ->
            add(
                Urgency.SOON,
                "fabric",
                "nodes do not get their operating system: " + reason,
                "go on with `wfl os resume`, or give it up with `wfl os cancel`"));
  }

  private void container(Withdrawal withdrawal) {
    add(
        Urgency.SOON,
        withdrawal.container(),
        "it is out since %s: %s".formatted(withdrawal.since(), withdrawal.reason()),
        "");
  }

  private void deployment(Deployment deployment) {
    deployment
        .walk()
        .flatMap(Walk::paused)
        .ifPresent(reason ->
            add(
                Urgency.SOON,
                deployment.id().value(),
                "its walk is paused: " + reason,
                "go back with `wfl rollback`, or go on with `wfl walk`"));
    deployment
        .failure()
        .ifPresent(failure ->
            add(
                state.tally(deployment.id()).ready() == 0 ? Urgency.NOW : Urgency.SOON,
                deployment.id().value(),
                failure.reason(),
                "add nodes, or ask for fewer or smaller instances"));
  }

  /// A change that does not come to its end. Walks take their time, and say themselves why they
  /// stop; so does what finds no room.
  private void late(Operation operation) {
    Optional<Deployment> deployment =
        operation.subject().deployment().flatMap(state.deployments()::get);
    boolean saysItself =
        deployment
            .filter(each -> each.walk().isPresent() || each.failure().isPresent())
            .isPresent();
    if (!saysItself) {
      String behind = deployment.map(this::behind).orElse("");
      add(
          Urgency.SOON,
          operation.id().value(),
          "%s is under way since %s, and waits for %s%s"
              .formatted(
                  operation.kind().name().toLowerCase(Locale.ROOT),
                  operation.startedAt(),
                  Explain.waitsFor(state, operation),
                  behind),
          behind.isEmpty() ? "" : "look at the logs of their agents");
    }
  }

  private String behind(Deployment deployment) {
    List<String> nodes =
        state.instancesOf(deployment.id()).stream()
            .flatMap(instance -> instance.node().flatMap(state.nodes()::get).stream())
            .filter(node -> node.goal().isAfter(node.followed()))
            .map(node -> node.id().value())
            .distinct()
            .toList();
    return nodes.isEmpty()
        ? ""
        : "; not taken in by %s%s"
            .formatted(
                nodes.stream().limit(NODES_MAX).collect(Collectors.joining(", ")),
                nodes.size() > NODES_MAX ? " and %d more".formatted(nodes.size() - NODES_MAX) : "");
  }

  private void instance(Instance instance) {
    Health health = instance.health();
    boolean alone = state.tally(instance.id().deployment()).ready() == 0;
    if (instance.life() == Life.FAILED) {
      add(
          alone ? Urgency.NOW : Urgency.SOON,
          instance.id().toString(),
          "it keeps failing%s%s"
              .formatted(
                  health.moves() == 0 ? "" : ", moved %d times".formatted(health.moves()),
                  health.detail().isEmpty() ? "" : ": " + health.detail()),
          "see `wfl logs`, and roll back or upgrade to a version that works");
    }
  }

  private void node(Node node) {
    int residents = state.instancesOn(node.id()).size();
    Urgency urgency = residents == 0 ? Urgency.LATER : Urgency.SOON;
    switch (node.presence()) {
      case UP -> condition(node);
      case SILENT ->
          add(
              urgency,
              node.id().value(),
              "it is silent, with %d instances; %s".formatted(residents, waiting(node)),
              "");
      case LOST ->
          add(
              Urgency.LATER,
              node.id().value(),
              "it is lost",
              "switch it on, or take it off the list with `wfl nodes remove`");
    }
  }

  /// One that fails more often than others.
  private void device(Device device) {
    state
        .listing()
        .wear()
        .get(device.name())
        .filter(_ -> device.kind() != Device.Kind.COMPUTER)
        .filter(wear -> wear.grade() > 1)
        .ifPresent(wear ->
            add(
                Urgency.LATER,
                device.name(),
                "what hangs on it fell silent %d times since %s, the last time %s"
                    .formatted(wear.losses(), wear.since(), wear.last()),
                "have it looked at"));
  }

  private String waiting(Node node) {
    return state.upkeep().standstill().isPresent()
        ? "healing stands still"
        : "fault domain %d has lost too much lately to lose it now".formatted(node.faultDomain());
  }

  private void condition(Node node) {
    if (node.condition() != Condition.READY && node.condition() != Condition.UPDATING) {
      add(Urgency.LATER, node.id().value(), sentence(node), cure(node.condition()));
    }
  }

  private static String sentence(Node node) {
    String since = node.fit().until().map(until -> " until " + until).orElse("");
    return Stream.of("it is " + Narrator.word(node.condition()) + since, node.fit().reason())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(": "));
  }

  private static String cure(Condition condition) {
    return switch (condition) {
      case SUSPECT -> "trust it with `wfl nodes release`, or wait";
      case FAULTY -> "repair it, then say so with `wfl nodes repaired`";
      case READY, NEW, REPAIRED, OFFLINE, UPDATING -> "";
    };
  }

  private void add(Urgency urgency, String subject, String what, String cure) {
    found.add(new Trouble(urgency, subject, what, cure));
  }
}
