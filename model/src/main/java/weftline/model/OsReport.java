package weftline.model;

import java.util.Optional;

/// What a node says of its operating system.
///
/// @param version what the machine runs
/// @param changeable whether the node knows a way to another version
/// @param result how its newest order has ended, if it did
public record OsReport(String version, boolean changeable, Optional<OsOrder.Result> result) {
  public OsReport {
    OsOrder.requireVersion(version);
  }
}
