package weftline.controller;

import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.log.SnapshotEntry;
import io.microraft.model.persistence.RaftEndpointPersistentState;
import io.microraft.model.persistence.RaftTermPersistentState;
import io.microraft.persistence.RestoredRaftState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A controller's disk for the simulator and for tests: survives the ledgers that are opened on it,
/// and loses what they had not synced.
public final class MemoryDisk {
  private final Consumer<Runnable> syncs;
  private Optional<RaftEndpointPersistentState> self = Optional.empty();
  private Optional<RaftGroupMembersView> began = Optional.empty();
  private RaftTermPersistentState term =
      Models.FACTORY.createRaftTermPersistentStateBuilder().setTerm(0).build();
  private SnapshotEntry checkpoint = Models.FACTORY.createSnapshotEntryBuilder().build();
  private final NavigableMap<Long, LogEntry> log = new TreeMap<>();
  private Optional<String> store = Optional.empty();
  private boolean full;

  public MemoryDisk() {
    this(Runnable::run);
  }

  /// A disk that may be slow or lose its power.
  ///
  /// @param syncs carries out what makes something durable: at once, later or never
  public MemoryDisk(Consumer<Runnable> syncs) {
    this.syncs = syncs;
  }

  /// From now on refuses to take entries, or takes them again.
  public void fill(boolean nowFull) {
    full = nowFull;
  }

  /// For the next run of the program; the one before must not write any more.
  RaftDisk open() {
    return new Run();
  }

  private Optional<RestoredRaftState> restored() {
    return self.flatMap(known ->
        began.map(group -> new RestoredRaftState(known, group, term, checkpoint, contiguous())));
  }

  private List<LogEntry> contiguous() {
    return List.copyOf(log.tailMap(checkpoint.getIndex(), false).values());
  }

  /// One run of the program on the disk.
  private final class Run implements RaftDisk {
    private final Optional<RestoredRaftState> restored = MemoryDisk.this.restored();
    private final List<Runnable> unsynced = new ArrayList<>();

    @Override
    public Optional<RestoredRaftState> restored() {
      return restored;
    }

    @Override
    public String named(String name) {
      store = store.or(() -> Optional.of(name));
      return store.orElseThrow();
    }

    @Override
    public List<Entry> history() {
      return List.of();
    }

    @Override
    public History past() {
      return History.NONE;
    }

    @Override
    public void requireRoom(int bytes) throws IOException {
      if (full) {
        throw new IOException("The memory disk was told to be full.");
      }
    }

    @Override
    public void persistAndFlushLocalEndpoint(RaftEndpointPersistentState known) {
      syncs.accept(() -> self = Optional.of(known));
    }

    @Override
    public void persistAndFlushInitialGroupMembers(RaftGroupMembersView group) {
      syncs.accept(() -> began = Optional.of(group));
    }

    @Override
    public void persistAndFlushTerm(RaftTermPersistentState newest) {
      syncs.accept(() -> term = newest);
    }

    @Override
    public void persistLogEntries(List<LogEntry> entries) throws IOException {
      requireRoom(0);
      for (LogEntry entry : entries) {
        byte[] bytes = Models.payload(entry).bytes();
        unsynced.add(() -> {
          log.tailMap(entry.getIndex(), true).clear();
          log.put(entry.getIndex(), Models.entry(entry.getIndex(), entry.getTerm(), bytes));
        });
      }
    }

    @Override
    public void truncateLogEntriesFrom(long index) {
      unsynced.add(() -> log.tailMap(index, true).clear());
    }

    @Override
    public void persistSnapshotChunk(SnapshotChunk chunk) {
      LetterHead.Spot at = new LetterHead.Spot(chunk.getIndex(), chunk.getTerm());
      SavedState state = SavedState.of(((SavedState) chunk.getOperation()).bytes());
      Group group = Group.of(chunk.getGroupMembersView());
      unsynced.add(() -> checkpoint = new RaftCheckpoint(at, group, state).entry());
    }

    @Override
    public void truncateLogEntriesUntil(long index) {
      unsynced.add(() -> log.headMap(index, true).clear());
    }

    @Override
    public void deleteSnapshotChunks(long index, int count) {
      // a checkpoint is one chunk: it is there or it is not
    }

    @Override
    public void flush() {
      List<Runnable> writes = List.copyOf(unsynced);
      unsynced.clear();
      syncs.accept(() -> writes.forEach(Runnable::run));
    }

    @Override
    public void close() {
      // what was not synced is lost with this run
    }
  }
}
