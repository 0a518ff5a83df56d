package weftline.sim;

import java.util.Optional;
import weftline.agent.OperatingSystem;
import weftline.model.OsOrder;

/// The operating system of a node that exists in name only. It outlives crashes, and to become
/// another the node has to start again.
final class PlayedSystem implements OperatingSystem {
  /// Every so many orders fail.
  private static final int FAILS_EVERY = 7;

  private final Runnable restart;
  private String version = "1.0";

  /// @param restart lets the node start again
  PlayedSystem(Runnable restart) {
    this.restart = restart;
  }

  @Override
  public Optional<String> version() {
    return Optional.of(version);
  }

  @Override
  public boolean isChangeable() {
    return true;
  }

  @Override
  public OsOrder.Result bring(OsOrder order) {
    if (order.number() % FAILS_EVERY == FAILS_EVERY - 1) {
      return new OsOrder.Result(order.number(), false, "the image is damaged");
    }
    if (!order.version().equals(version)) {
      version = order.version();
      restart.run();
    }
    return new OsOrder.Result(order.number(), true, "");
  }
}
