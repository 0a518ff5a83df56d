package weftline.agent;

import java.util.Optional;
import weftline.model.OsOrder;

/// What the instances stand on, and the way to another version of it.
public interface OperatingSystem {
  /// For a machine of which nothing is known.
  OperatingSystem UNKNOWN =
      new OperatingSystem() {
        @Override
        public Optional<String> version() {
          return Optional.empty();
        }

        @Override
        public boolean isChangeable() {
          return false;
        }

        @Override
        public OsOrder.Result bring(OsOrder order) {
          return new OsOrder.Result(order.number(), false, "there is no operating system");
        }
      };

  /// What the machine runs; empty if nobody knows.
  Optional<String> version();

  /// Whether it can be brought to another version.
  boolean isChangeable();

  /// Begins to bring the machine to another version; the machine may start again meanwhile. Never
  /// fails: what goes wrong is the result.
  OsOrder.Result bring(OsOrder order);
}
