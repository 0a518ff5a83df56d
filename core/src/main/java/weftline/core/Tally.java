package weftline.core;

/// How many instances a deployment has, and how many of them are where they should be.
///
/// @param ready takes traffic
/// @param behind wanted, but of another version than its role should run
/// @param surplus not wanted any more
record Tally(int all, int ready, int behind, int leaving, int unplaced, int surplus) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  static Tally of(Deployment deployment, Instance instance) {
    boolean behind = deployment.isBehind(instance);
    boolean wanted = deployment.wants(instance.id());
    return new Tally(
        1,
        one(instance.isReady()),
        one(behind),
        one(instance.life().isLeaving()),
        one(instance.life() == Life.WANTED),
        one(!wanted));
  }

  /// Every instance is ready and runs what it should.
  boolean isSettled() {
    return isWell() && behind == 0 && surplus == 0;
  }

  /// Every instance is ready, whatever it runs.
  boolean isWell() {
    return ready == all;
  }

  Tally plus(Tally other) {
    return new Tally(
        all + other.all,
        ready + other.ready,
        behind + other.behind,
        leaving + other.leaving,
        unplaced + other.unplaced,
        surplus + other.surplus);
  }

  Tally minus(Tally other) {
    return new Tally(
        all - other.all,
        ready - other.ready,
        behind - other.behind,
        leaving - other.leaving,
        unplaced - other.unplaced,
        surplus - other.surplus);
  }

  private static int one(boolean condition) {
    return condition ? 1 : 0;
  }
}
