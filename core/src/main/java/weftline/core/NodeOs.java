package weftline.core;

import java.time.Instant;
import java.util.Optional;
import weftline.model.OsOrder;
import weftline.model.OsReport;

/// What is known of the operating system of one machine.
///
/// @param version what it says that it runs; empty if it has never said
/// @param changeable whether it says that it knows a way to another version
/// @param order what it is asked for; empty while it is asked for nothing
/// @param since when it was asked last
/// @param orders how often it was asked for something
public record NodeOs(
    Optional<String> version,
    boolean changeable,
    Optional<OsOrder> order,
    Instant since,
    long orders) {
  static final NodeOs UNKNOWN =
      new NodeOs(Optional.empty(), false, Optional.empty(), Instant.EPOCH, 0);

  /// Whether it runs what it is asked for.
  boolean isDone() {
    return order.map(OsOrder::version).filter(this::isAt).isPresent();
  }

  boolean isAt(String other) {
    return version.filter(other::equals).isPresent();
  }

  /// Whether it says what is known of it.
  boolean says(OsReport report) {
    return isAt(report.version()) && changeable == report.changeable();
  }

  NodeOs running(String newVersion, boolean nowChangeable) {
    return new NodeOs(Optional.of(newVersion), nowChangeable, order, since, orders);
  }

  NodeOs ordered(OsOrder newOrder, Instant at) {
    return new NodeOs(version, changeable, Optional.of(newOrder), at, newOrder.number());
  }

  NodeOs free() {
    return new NodeOs(version, changeable, Optional.empty(), since, orders);
  }
}
