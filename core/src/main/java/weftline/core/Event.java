package weftline.core;

import weftline.model.NodeDescription;
import weftline.model.NodeId;

/// What happened. Events are all the log holds; once released, their fields only grow.
public sealed interface Event {
  record NodeJoined(NodeDescription node) implements Event {}

  record NodeLost(NodeId node) implements Event {}
}
