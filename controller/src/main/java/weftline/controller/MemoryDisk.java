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
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A controller's disk for the simulator and for tests: survives the ledgers that are opened on it,
/// and loses what they had not synced.
public final class MemoryDisk {
  private static final int CHECKPOINTS_KEPT = 2;

  private final Consumer<Runnable> syncs;
  private final int entriesPerCheckpoint;
  private Optional<RaftEndpointPersistentState> self = Optional.empty();
  private Optional<RaftGroupMembersView> began = Optional.empty();
  private RaftTermPersistentState term =
      Models.FACTORY.createRaftTermPersistentStateBuilder().setTerm(0).build();
  private final NavigableMap<Long, SnapshotEntry> checkpoints = new TreeMap<>();
  private final NavigableSet<Long> damaged = new TreeSet<>();
  private final NavigableSet<Long> brought = new TreeSet<>();
  private final NavigableMap<Long, LogEntry> log = new TreeMap<>();
  private Optional<String> store = Optional.empty();
  private boolean full;

  public MemoryDisk() {
    this(Runnable::run, RaftDisk.ENTRIES_PER_CHECKPOINT);
  }

  /// A disk that may be slow or lose its power.
  ///
  /// @param syncs carries out what makes something durable: at once, later or never
  /// @param entriesPerCheckpoint how often the ledger on it offers a checkpoint
  public MemoryDisk(Consumer<Runnable> syncs, int entriesPerCheckpoint) {
    this.syncs = syncs;
    this.entriesPerCheckpoint = entriesPerCheckpoint;
  }

  /// From now on refuses to take entries, or takes them again.
  public void fill(boolean nowFull) {
    full = nowFull;
  }

  /// From now on the newest checkpoint that could be read cannot be.
  public void damageCheckpoint() {
    checkpoints.descendingKeySet().stream()
        .filter(index -> !damaged.contains(index))
        .findFirst()
        .ifPresent(damaged::add);
  }

  /// Whether there is a checkpoint that cannot be read.
  public boolean isDamaged() {
    return !damaged.isEmpty();
  }

  /// Whether a program can be run on it: what cannot be read must be in an older checkpoint and the
  /// log.
  public boolean isLegible() {
    long base = base();
    long reached = base + contiguous(base).size();
    return damaged.tailSet(base, false).stream()
        .allMatch(lost -> lost <= reached && !brought.contains(lost));
  }

  /// For the next run of the program; the one before must not write any more.
  ///
  /// @throws IOException if it is not legible
  RaftDisk open() throws IOException {
    if (!isLegible()) {
      throw new IOException("A checkpoint is damaged, and the log does not lead there.");
    }
    return new Run();
  }

  /// Where the newest checkpoint belongs that can be read.
  private long base() {
    return checkpoints.descendingKeySet().stream()
        .filter(index -> !damaged.contains(index))
        .findFirst()
        .orElse(0L);
  }

  private Optional<RestoredRaftState> restored() {
    long base = base();
    SnapshotEntry checkpoint =
        Optional.ofNullable(checkpoints.get(base))
            .orElseGet(() -> Models.FACTORY.createSnapshotEntryBuilder().build());
    return self.flatMap(known ->
        began.map(
            group -> new RestoredRaftState(known, group, term, checkpoint, contiguous(base))));
  }

  private List<LogEntry> contiguous(long base) {
    List<LogEntry> entries = new ArrayList<>();
    for (LogEntry entry : log.tailMap(base, false).values()) {
      if (entry.getIndex() != base + 1 + entries.size()) {
        break;
      }
      entries.add(entry);
    }
    return entries;
  }

  private void keep(SnapshotEntry checkpoint, boolean own) {
    long index = checkpoint.getIndex();
    checkpoints.put(index, checkpoint);
    damaged.remove(index);
    if (!own) {
      brought.add(index);
    }
    while (checkpoints.size() > CHECKPOINTS_KEPT) {
      damaged.remove(checkpoints.pollFirstEntry().getKey());
    }
    log.headMap(checkpoints.firstKey(), true).clear();
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
    public int entriesPerCheckpoint() {
      return entriesPerCheckpoint;
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
      SavedState saved = (SavedState) chunk.getOperation();
      SavedState state = SavedState.of(saved.bytes());
      Group group = Group.of(chunk.getGroupMembersView());
      unsynced.add(() -> keep(new RaftCheckpoint(at, group, state).entry(), saved.isOwn()));
    }

    /// The log forgets by itself, once a checkpoint is on disk.
    @Override
    public void truncateLogEntriesUntil(long index) {
      // nothing to do
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
