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
    Disk disk,
    Primary primary,
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
      case CHECKPOINT_DAMAGED -> disk.damageCheckpoint();
      case CLOCK_JUMP -> primary.skew(minutes(dice));
      case POWER_LOSS -> darkenAll(dice);
    }
  }

  /// Ends every fault that lasts.
  void repair() {
    disk.fill(false);
    disk.slowDown(Duration.ZERO);
    disk.dieAt(Disk.Death.NEVER);
    wire.rough(false);
    wire.mend(PlayedBalancer.NAME);
    primary.start();
    for (PlayedNode node : nodes) {
      wire.mend(node.id().value());
      node.fillDisk(false);
      node.start();
    }
  }

  /// Lasts through the repair of all else: nothing that nodes do hangs on it.
  private void echo() {
    wire.echo(true);
    agenda.in(ECHO, () -> wire.echo(false));
  }

  private void killController(RandomGenerator dice) {
    primary.die();
    agenda.in(millis(dice, OUTAGE_MILLIS_MAX), primary::start);
  }

  private void killInAppend(RandomGenerator dice) {
    disk.dieAt(dice.nextBoolean() ? Disk.Death.BEFORE : Disk.Death.AFTER);
    agenda.in(Duration.ofMillis(OUTAGE_MILLIS_MAX), primary::start);
  }

  private void fillLedger(RandomGenerator dice) {
    disk.fill(true);
    agenda.in(millis(dice, 2 * OUTAGE_MILLIS_MAX), () -> disk.fill(false));
  }

  /// Some disks are only slow, some hang for longer than a node may be silent.
  private void slowLedger(RandomGenerator dice) {
    int max = dice.nextInt(4) == 0 ? 2 * OUTAGE_MILLIS_MAX : OUTAGE_MILLIS_MAX / 5;
    disk.slowDown(millis(dice, max));
    agenda.in(millis(dice, LONG_OUTAGE_MILLIS_MAX), () -> disk.slowDown(Duration.ZERO));
  }

  private void darkenAll(RandomGenerator dice) {
    killController(dice);
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
