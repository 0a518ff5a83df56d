package weftline.agent;

import java.io.IOException;

/// Where a node takes in the reports of its neighbours; opened when they are to come.
@FunctionalInterface
public interface ReportDoor {
  /// Lets neighbours in from now on.
  ///
  /// @return the address to turn to, as `host:port`
  String open(Gatherer gatherer) throws IOException;
}
