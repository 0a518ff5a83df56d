package weftline.controller;

import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.persistence.RaftEndpointPersistentState;
import io.microraft.model.persistence.RaftTermPersistentState;
import io.microraft.persistence.RestoredRaftState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The replicated log of one controller in a folder: all that changes between two syncs is one
/// checked record, so a power cut shows either all of it or nothing.
///
/// A checkpoint of its own is written beside, while the log goes on; the log keeps what it needs to
/// do without. A sync that fails ends it for good, for then nobody knows what the disk has.
final class RaftFiles implements RaftDisk {
  static final int SEGMENT_BYTES = 4 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RaftFiles.class);
  private static final int RECORD_BYTES_MAX = 16 << 20;

  /// So much of a checkpoint's length the log gets before there is another one. Less, and a large
  /// fabric does little else; more, and it takes long to start.
  private static final double LOGGED_SHARE_MIN = 0.5;

  /// What a record says besides its changes, and a change besides its proposal.
  private static final int RECORD_FRAME_BYTES = 1 << 10;

  private final Path folder;
  private final FolderLock lock;
  private final SegmentLog log;
  private final Executor background;
  private final Optional<RestoredRaftState> restored;
  private final List<Entry> history;
  private final NavigableMap<Long, Long> records;
  private final List<byte[]> changes = new ArrayList<>();
  private int changedBytes;

  /// How much the log has got since the last checkpoint.
  private long loggedBytes;

  /// How long that checkpoint is.
  private volatile long checkpointBytes;

  private long number;
  private Ballot ballot;
  private CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);
  private volatile long keptFrom;
  private volatile boolean broken;

  /// How much found no room last; nothing if all did.
  private volatile int refusedBytes;

  private RaftFiles(Opening opening, SegmentLog log, LogReplay replay, Ballot ballot)
      throws IOException {
    this.folder = opening.folder();
    this.lock = opening.lock();
    this.log = log;
    this.background = opening.background();
    this.ballot = ballot;
    this.history = replay.history();
    this.records = replay.records();
    this.number = replay.next();
    this.loggedBytes = replay.tailBytes();
    this.checkpointBytes = RaftCheckpointFile.newestBytes(opening.folder());
    this.restored =
        ballot.isComplete()
            ? Optional.of(restored(ballot, opening.checkpoint(), replay.tail()))
            : Optional.empty();
  }

  /// Opens the folder, which is made if it is missing.
  ///
  /// @param background writes checkpoints
  /// @throws FolderInUseException if another process has it
  /// @throws DamagedLedgerException if what it holds cannot be trusted
  static RaftFiles open(Path folder, Executor background) throws IOException {
    return open(folder, SEGMENT_BYTES, DiskSpace.of(folder), background);
  }

  static RaftFiles open(Path folder, int segmentBytes, DiskSpace space, Executor background)
      throws IOException {
    FolderLock lock = FolderLock.take(folder);
    try {
      DurableFiles.sweep(folder);
      RaftCheckpointFile.Newest newest = RaftCheckpointFile.newest(folder);
      LogReplay replay = new LogReplay(newest.index());
      SegmentLog log = SegmentLog.open(folder, segmentBytes, space, replay);
      newest.requireReached(replay.reached());
      newest.newer().ifPresent(damaged -> note(damaged.why()));
      return new RaftFiles(
          new Opening(folder, lock, newest.checkpoint(), background),
          log,
          replay,
          BallotFile.read(folder));
    } catch (IOException | UncheckedIOException e) {
      lock.close();
      throw e;
    }
  }

  private static void note(DamagedLedgerException damage) {
    LOG.atWarn()
        .addKeyValue("reason", damage.getMessage())
        .log("a checkpoint cannot be read; an older one and the log make up for it");
  }

  /// Begins a log that is a group of one's and does not begin with nothing. The folder appears with
  /// all of it or not at all.
  static void begin(Path folder, Peer self, Position position) throws IOException {
    Group alone = new Group(0, List.of(self), List.of(self));
    begin(
        folder,
        Ballot.BLANK.withSelf(self, true).withBegan(alone).withTerm(1, Optional.empty()),
        position);
  }

  /// The same for one that has a ballot already.
  static void begin(Path folder, Ballot ballot, Position position) throws IOException {
    Path aside = folder.resolveSibling(folder.getFileName() + ".new");
    Files.createDirectories(aside);
    LetterHead.Spot first = new LetterHead.Spot(1, ballot.term());
    Group group = ballot.began().orElseThrow();
    RaftCheckpointFile.write(aside, new RaftCheckpoint(first, group, SavedState.of(position)));
    BallotFile.write(aside, ballot);
    Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.syncFolder(folder.toAbsolutePath().resolveSibling(".").normalize());
  }

  private static RestoredRaftState restored(
      Ballot ballot, Optional<RaftCheckpoint> checkpoint, List<LogChange.Added> tail) {
    return new RestoredRaftState(
        Models.FACTORY
            .createRaftEndpointPersistentStateBuilder()
            .setLocalEndpoint(new Voter(ballot.self().orElseThrow()))
            .setVoting(ballot.voting())
            .build(),
        ballot.began().orElseThrow().view(),
        term(ballot),
        checkpoint
            .map(RaftCheckpoint::entry)
            .orElseGet(() -> Models.FACTORY.createSnapshotEntryBuilder().build()),
        tail.stream()
            .map(added ->
                Models.entry(added.index(), added.term(), Payload.of(added.proposal()).bytes()))
            .toList());
  }

  private static RaftTermPersistentState term(Ballot ballot) {
    var term = Models.FACTORY.createRaftTermPersistentStateBuilder().setTerm(ballot.term());
    ballot.vote().ifPresent(peer -> term.setVotedFor(new Voter(peer)));
    return term.build();
  }

  @Override
  public Optional<RestoredRaftState> restored() {
    return restored;
  }

  Ballot ballot() {
    return ballot;
  }

  /// Who takes the folder of another one would vote in its name.
  void requireOwner(Peer self) throws IOException {
    Optional<String> owner =
        ballot.self().map(Peer::name).filter(name -> !name.equals(self.name()));
    if (owner.isPresent()) {
      throw new IOException(
          "The ledger in %s is that of the controller %s, not of %s. Give each its own folder."
              .formatted(folder, owner.get(), self.name()));
    }
  }

  @Override
  public String named(String name) throws IOException {
    if (ballot.store().isEmpty()) {
      write(ballot.withStore(name));
    }
    return ballot.store().orElseThrow();
  }

  @Override
  public List<Entry> history() {
    return history;
  }

  @Override
  public History past() {
    return new RaftHistory(folder);
  }

  @Override
  public void requireRoom(int bytes) throws IOException {
    requireWhole();
    try {
      log.requireRoom(bytes + RECORD_FRAME_BYTES);
    } catch (IOException e) {
      refusedBytes = Math.max(refusedBytes, bytes);
      throw e;
    }
    refusedBytes = bytes < refusedBytes ? refusedBytes : 0;
  }

  /// Not for as long as there is none for what was refused last: a begun segment has room for
  /// something small on the fullest disk.
  @Override
  public boolean hasRoom() {
    try {
      requireRoom(refusedBytes);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void persistAndFlushLocalEndpoint(RaftEndpointPersistentState self) throws IOException {
    write(ballot.withSelf(Voter.peer(self.getLocalEndpoint()), self.isVoting()));
  }

  @Override
  public void persistAndFlushInitialGroupMembers(RaftGroupMembersView group) throws IOException {
    write(ballot.withBegan(Group.of(group)));
  }

  @Override
  public void persistAndFlushTerm(RaftTermPersistentState term) throws IOException {
    write(
        ballot.withTerm(term.getTerm(), Optional.ofNullable(term.getVotedFor()).map(Voter::peer)));
  }

  private void write(Ballot changed) throws IOException {
    requireWhole();
    if (!changed.equals(ballot)) {
      BallotFile.write(folder, changed);
      ballot = changed;
    }
  }

  /// Refuses while there is no room, before anybody believes that it has the entries.
  @Override
  public void persistLogEntries(List<LogEntry> entries) throws IOException {
    List<byte[]> added = new ArrayList<>();
    int bytes = changedBytes;
    for (LogEntry entry : entries) {
      added.add(LogChange.Added.bytes(entry.getIndex(), entry.getTerm(), Models.payload(entry)));
      bytes += added.getLast().length;
    }
    requireRoom(bytes);
    for (int i = 0; i < entries.size(); i++) {
      LogEntry entry = entries.get(i);
      byte[] change = added.get(i);
      if (changedBytes + change.length > RECORD_BYTES_MAX) {
        flush();
      }
      add(change);
      records.tailMap(entry.getIndex(), true).clear();
      records.put(entry.getIndex(), number);
    }
  }

  @Override
  public void truncateLogEntriesFrom(long index) {
    add(LedgerCodec.write((LogChange) new LogChange.Cut(index)));
    records.tailMap(index, true).clear();
  }

  private void add(byte[] change) {
    changes.add(change);
    changedBytes += change.length;
  }

  @Override
  public void flush() throws IOException {
    requireWhole();
    if (changes.isEmpty()) {
      return;
    }
    try {
      byte[] logged = LogRecord.bytes(number, changes);
      log.append(number, logged);
      loggedBytes += logged.length;
      forget();
    } catch (IOException e) {
      broken = true;
      throw e;
    }
    number++;
    changes.clear();
    changedBytes = 0;
  }

  /// Drops what lies before the oldest checkpoint.
  private void forget() throws IOException {
    var oldest = records.floorEntry(keptFrom);
    if (oldest != null && records.firstKey() < oldest.getKey()) {
      log.dropBefore(oldest.getValue());
      records.headMap(oldest.getKey(), false).clear();
    }
  }

  /// One of its own is written in the background, one that was brought from elsewhere at once.
  /// Where the state is large, most of its own are left out: it is read again from the one before
  /// and the log, which has not become much longer.
  @Override
  public void persistSnapshotChunk(SnapshotChunk chunk) throws IOException {
    RaftCheckpoint checkpoint =
        new RaftCheckpoint(
            new LetterHead.Spot(chunk.getIndex(), chunk.getTerm()),
            Group.of(chunk.getGroupMembersView()),
            (SavedState) chunk.getOperation());
    if (!checkpoint.state().isOwn()) {
      saving.join();
      save(checkpoint);
    } else if (loggedBytes >= checkpointBytes * LOGGED_SHARE_MIN) {
      saving.join(); // the log must not run away from its checkpoints
      saving = CompletableFuture.runAsync(() -> saveQuietly(checkpoint), background);
      loggedBytes = 0;
    }
  }

  private void save(RaftCheckpoint checkpoint) throws IOException {
    keptFrom = RaftCheckpointFile.write(folder, checkpoint);
    checkpointBytes = RaftCheckpointFile.newestBytes(folder);
  }

  private void saveQuietly(RaftCheckpoint checkpoint) {
    try {
      save(checkpoint);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("cannot save a checkpoint");
    }
  }

  /// The log forgets by itself, once a checkpoint is on disk.
  @Override
  public void truncateLogEntriesUntil(long index) {
    // nothing to do
  }

  /// A checkpoint is one chunk: it is there or it is not.
  @Override
  public void deleteSnapshotChunks(long index, int count) {
    // nothing to do
  }

  private void requireWhole() throws IOException {
    if (broken) {
      throw new IOException(
          "The ledger in %s could not be written; what its disk has is unknown.".formatted(folder)
              + " Start the controller again.");
    }
  }

  @Override
  public void close() throws IOException {
    saving.join();
    try (lock) {
      log.close();
    }
  }

  /// What is at hand when a folder is opened.
  private record Opening(
      Path folder, FolderLock lock, Optional<RaftCheckpoint> checkpoint, Executor background) {}
}
