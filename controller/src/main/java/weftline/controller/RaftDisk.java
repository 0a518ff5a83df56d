package weftline.controller;

import io.microraft.persistence.RaftStore;
import io.microraft.persistence.RestoredRaftState;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What a replicated ledger must not forget when its program ends.
interface RaftDisk extends RaftStore, Closeable {
  int ENTRIES_PER_CHECKPOINT = 1_000;

  /// What there was when it was opened; empty for a controller that has never run.
  Optional<RestoredRaftState> restored();

  /// Gives the disk a name if it has none yet; answers the one that it has for life.
  String named(String name) throws IOException;

  /// Entries before the checkpoint in [#restored()], for people to read.
  List<Entry> history();

  /// What is left of the past, for people to look into.
  History past();

  /// Whether an entry could be kept now.
  default boolean hasRoom() {
    try {
      requireRoom(0);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// How often the ledger offers a checkpoint.
  default int entriesPerCheckpoint() {
    return ENTRIES_PER_CHECKPOINT;
  }

  /// Fails if an entry of this many bytes could not be kept now.
  void requireRoom(int bytes) throws IOException;
}
