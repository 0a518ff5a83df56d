package weftline.controller;

import weftline.core.State;

/// What has become durable at a majority since somebody last asked.
public sealed interface News {
  /// One more entry.
  record Appended(Entry entry, State after) implements News {}

  /// So much has been missed that the state was taken over from another controller.
  record Restored(Position position) implements News {}
}
