package weftline.core;

import java.time.Instant;

/// How many instances a deployment has, and how many of them are where they should be.
///
/// @param ready takes traffic
/// @param behind wanted, but of another version than its role should run
/// @param surplus not wanted any more
/// @param readySince since when those that have been ready for a while have been so
record Tally(
    int all,
    int ready,
    int behind,
    int leaving,
    int unplaced,
    int surplus,
    Bag<Instant> readySince) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, Bag.empty());

  /// Every instance is ready and runs what it should.
  boolean isSettled() {
    return isWell() && behind == 0 && surplus == 0;
  }

  /// Every instance is ready, whatever it runs.
  boolean isWell() {
    return ready == all;
  }

  Tally with(Deployment deployment, Instance instance) {
    return counting(
        deployment,
        instance,
        1,
        instance.health().readySince().map(readySince::with).orElse(readySince));
  }

  Tally without(Deployment deployment, Instance instance) {
    return counting(
        deployment,
        instance,
        -1,
        instance.health().readySince().map(readySince::without).orElse(readySince));
  }

  private Tally counting(
      Deployment deployment, Instance instance, int one, Bag<Instant> newReadySince) {
    return new Tally(
        all + one,
        ready + (instance.isReady() ? one : 0),
        behind + (deployment.isBehind(instance) ? one : 0),
        leaving + (instance.life().isLeaving() ? one : 0),
        unplaced + (instance.life() == Life.WANTED ? one : 0),
        surplus + (deployment.wants(instance.id()) ? 0 : one),
        newReadySince);
  }
}
