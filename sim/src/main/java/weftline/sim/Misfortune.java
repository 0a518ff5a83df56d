package weftline.sim;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Lets things go wrong, and repairs them.
///
/// @param nodes all of the fabric
record Misfortune(
    Agenda agenda,
    Wire wire,
    Controllers controllers,
    Operator operator,
    PlayedBalancer balancer,
    List<PlayedNode> nodes) {
  private static final int OUTAGE_MILLIS_MAX = 10_000;
  private static final int LONG_OUTAGE_MILLIS_MAX = 60_000;
  private static final int CLOCK_MINUTES_MAX = 120;
  private static final Duration ECHO = Duration.ofMinutes(1);

  Misfortune {
    nodes = List.copyOf(nodes);
  }

  /// @param node whom it befalls, with its rack if the fault is one of racks
  void befall(Fault fault, PlayedNode node, RandomGenerator dice) {
    String name = node.id().value();
    switch (fault) {
      case ROUGH_WIRE -> wire.rough(true);
      case ECHO -> echo();
      case NODE_MUTE -> wire.mute(name);
      case NODE_DEAF -> wire.deafen(name);
      case NODE_CRASH -> node.crash();
      case NODE_STALL -> node.stall(millis(dice, LONG_OUTAGE_MILLIS_MAX));
      case NODE_DISK_FULL -> node.fillDisk(true);
      case NODE_CLOCK_JUMP -> node.skew(minutes(dice));
      case RACK_MUTE -> rackOf(node, each -> wire.mute(each.id().value()));
      case RACK_DEAF -> rackOf(node, each -> wire.deafen(each.id().value()));
      case RACK_POWER -> rackOf(node, each -> darken(each, dice));
      case AGENT_RESTART -> restart(node);
      case INSTANCE_CRASH -> node.crashSomething(dice);
      case BALANCER_MUTE -> wire.mute(PlayedBalancer.NAME);
      case BALANCER_DEAF -> wire.deafen(PlayedBalancer.NAME);
      case BALANCER_CRASH -> balancer.restart();
      case CONTROLLER_CRASH -> killController(dice);
      case CRASH_IN_APPEND -> killInAppend(dice);
      case LEDGER_FULL -> fillLedger(dice);
      case LEDGER_SLOW -> slowLedger(dice);
      case CHECKPOINT_DAMAGED -> damageCheckpoint(dice);
      case CLOCK_JUMP -> controllers.victim(dice).skew(minutes(dice));
      case POWER_LOSS -> darkenAll(dice);
      case CONTROLLER_MUTE -> wire.mute(controllers.victim(dice).name());
      case CONTROLLER_DEAF -> wire.deafen(controllers.victim(dice).name());
      case CONTROLLERS_CUT -> cut(dice);
      case CONTROLLER_UPGRADE -> controllers.victim(dice).upgrade();
      case CONTROLLER_STALL -> controllers.victim(dice).stall(millis(dice, LONG_OUTAGE_MILLIS_MAX));
      case CONTROLLER_ADDED -> operator.grow();
      case CONTROLLER_REMOVED -> operator.shrink(controllers.victim(dice));
      case CONTROLLER_REPLACED -> operator.replace(controllers.victim(dice));
      case AGENT_UPGRADE -> node.upgrade();
      case NEIGHBOURS_CUT -> rackOf(node, each -> cut(name, each.id().value()));
      case NODE_CUT -> controllers.all().forEach(each -> cut(name, each.name()));
    }
  }

  /// Ends every fault that lasts.
  void repair() {
    wire.rough(false);
    wire.mend(PlayedBalancer.NAME);
    controllers.all().forEach(this::repair);
    for (PlayedNode node : nodes) {
      wire.mend(node.id().value());
      node.fillDisk(false);
      node.start();
    }
  }

  private void repair(PlayedController controller) {
    Shelf shelf = controller.shelf();
    shelf.fill(false);
    shelf.slowDown(Duration.ZERO);
    shelf.dieAt(Shelf.Death.NEVER);
    wire.mend(controller.name());
    controller.start();
  }

  /// One way between two controllers, or between one and all nodes.
  private void cut(RandomGenerator dice) {
    String one = controllers.victim(dice).name();
    String other = controllers.name(dice.nextInt(controllers.size()));
    if (one.equals(other)) {
      nodes.forEach(node -> wire.cut(one, node.id().value()));
    } else {
      wire.cut(one, other);
    }
  }

  /// Both ways.
  private void cut(String one, String other) {
    wire.cut(one, other);
    wire.cut(other, one);
  }

  /// Lasts through the repair of all else: nothing that nodes do hangs on it.
  private void echo() {
    wire.echo(true);
    agenda.in(ECHO, () -> wire.echo(false));
  }

  private void killController(RandomGenerator dice) {
    kill(controllers.victim(dice), dice);
  }

  private void kill(PlayedController victim, RandomGenerator dice) {
    victim.die();
    agenda.in(millis(dice, OUTAGE_MILLIS_MAX), victim::start);
  }

  /// The controller finds out when it begins anew. Not of two at once: more than one disk is not
  /// lost in a group of three.
  private void damageCheckpoint(RandomGenerator dice) {
    PlayedController victim = controllers.victim(dice);
    if (controllers.all().stream().anyMatch(each -> each.shelf().isDamaged())) {
      return;
    }
    victim.shelf().damageCheckpoint();
    if (!controllers.areAlone()) {
      if (dice.nextBoolean()) {
        victim.shelf().damageCheckpoint(); // the one before, too
      }
      kill(victim, dice);
    }
  }

  private void killInAppend(RandomGenerator dice) {
    PlayedController victim = controllers.victim(dice);
    victim.shelf().dieAt(dice.nextBoolean() ? Shelf.Death.BEFORE : Shelf.Death.AFTER);
    agenda.in(Duration.ofMillis(OUTAGE_MILLIS_MAX), victim::start);
  }

  private void fillLedger(RandomGenerator dice) {
    Shelf shelf = controllers.victim(dice).shelf();
    shelf.fill(true);
    agenda.in(millis(dice, 2 * OUTAGE_MILLIS_MAX), () -> shelf.fill(false));
  }

  /// Some disks are only slow, some hang for longer than a node may be silent.
  private void slowLedger(RandomGenerator dice) {
    Shelf shelf = controllers.victim(dice).shelf();
    int max = dice.nextInt(4) == 0 ? 2 * OUTAGE_MILLIS_MAX : OUTAGE_MILLIS_MAX / 5;
    shelf.slowDown(millis(dice, max));
    agenda.in(millis(dice, LONG_OUTAGE_MILLIS_MAX), () -> shelf.slowDown(Duration.ZERO));
  }

  private void darkenAll(RandomGenerator dice) {
    controllers.all().forEach(each -> kill(each, dice));
    balancer.restart();
    nodes.forEach(each -> darken(each, dice));
  }

  private static void restart(PlayedNode node) {
    node.crash();
    node.start();
  }

  private void darken(PlayedNode node, RandomGenerator dice) {
    node.crash();
    agenda.in(millis(dice, LONG_OUTAGE_MILLIS_MAX), node::start);
  }

  private void rackOf(PlayedNode node, Consumer<PlayedNode> what) {
    nodes.stream().filter(each -> each.faultDomain() == node.faultDomain()).forEach(what);
  }

  private static Duration minutes(RandomGenerator dice) {
    return Duration.ofMinutes(dice.nextInt(-CLOCK_MINUTES_MAX, CLOCK_MINUTES_MAX));
  }

  private static Duration millis(RandomGenerator dice, int max) {
    return Duration.ofMillis(dice.nextInt(max));
  }
}
