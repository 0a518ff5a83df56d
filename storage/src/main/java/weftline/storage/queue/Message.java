package weftline.storage.queue;

import java.util.UUID;

/// A message and its name.
record Message(UUID id, MessageRow row) {}
