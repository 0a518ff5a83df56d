package weftline.controller;

import io.microraft.QueryPolicy;
import io.microraft.RaftConfig;
import io.microraft.RaftNode;
import io.microraft.RaftRole;
import io.microraft.exception.RaftException;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.model.log.LogEntry;
import io.microraft.persistence.RestoredRaftState;
import io.microraft.report.RaftNodeReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import weftline.core.FabricLevel;
import weftline.core.State;

/// A ledger that a group of controllers keeps: an entry is durable when a majority has it on disk.
/// A group of one is a ledger on one machine.
public final class RaftLedger implements Ledger {
  private static final int PENDING_MAX = 4_000;
  private static final int ENTRIES_PER_LETTER = 64;
  private static final int PACKED_FROM_BYTES = 1 << 20;

  /// With room for what the disk's record says besides.
  private static final int ENTRY_BYTES_MAX = RecordFormat.PAYLOAD_MAX - (1 << 10);

  /// Of the library's time, see [Pace]: enough for disks that are slow, and different for each.
  private static final int ELECTION_MILLIS = 2_000;

  private final RaftDisk disk;
  private final Passport self;
  private final Recovery recovery;
  private final Replica replica;
  private final RollCall rollCall;
  private final Post post;
  private final Pace pace;
  private final RaftNode node;
  private volatile Standing standing = new Standing.Secondary(Optional.empty());
  private volatile Runnable listener = () -> {};

  private RaftLedger(Passport self, List<Peer> peers, RaftDisk disk, Surroundings surroundings)
      throws IOException {
    this.disk = disk;
    this.self = self;
    Optional<RestoredRaftState> restored = disk.restored();
    if (restored.isPresent()) {
      RememberedGroup.of(restored.get()).requireSame(self.peer(), peers);
    }
    this.recovery = new Recovery(position(restored), disk.history());
    self.requireFit(recovery.position(), tail(restored));
    this.rollCall = new RollCall(self.peer(), this::postmark, surroundings.nanos());
    this.post = new Post(self.peer(), surroundings, this::postmark);
    this.replica = new Replica(self, recovery.position(), this::elected, this::changed);
    Random dice = new Random(surroundings.seed());
    this.pace = new Pace(surroundings, dice);
    var builder =
        RaftNode.newBuilder()
            .setGroupId(Models.GROUP)
            .setConfig(config(dice, disk, restored))
            .setExecutor(pace)
            .setTransport(post)
            .setStateMachine(replica)
            .setStore(disk)
            .setModelFactory(Models.FACTORY)
            .setRaftNodeReportListener(this::hear)
            .setRandom(dice)
            .setClock(pace.clock());
    if (restored.isPresent()) {
      builder.setRestoredState(restored.get());
    } else {
      builder.setLocalEndpoint(new Voter(self.peer())).setInitialGroupMembers(Voter.all(peers));
    }
    this.node = builder.build();
    if (node instanceof RaftNodeImpl known) {
      Canvass.watch(known, pace, disk::hasRoom);
    }
  }

  /// Opens the ledger in a folder and takes part in the group from then on.
  ///
  /// @param peers the group as it begins, with this controller in it; later on the ledger itself
  ///   knows who belongs to it
  public static RaftLedger open(Path folder, Peer self, List<Peer> peers, Surroundings surroundings)
      throws IOException {
    RaftFiles files = RaftFiles.open(folder, surroundings.background());
    try {
      files.requireOwner(self);
      return start(self, peers, files, surroundings, Edition.THIS);
    } catch (UncheckedIOException e) {
      files.close();
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      files.close();
      throw e;
    }
  }

  /// Like the other one, on a disk that is in memory.
  public static RaftLedger open(
      MemoryDisk disk, Peer self, List<Peer> peers, Surroundings surroundings) {
    return open(disk, self, peers, surroundings, Edition.THIS);
  }

  /// For a controller of another edition.
  ///
  /// @throws UncheckedIOException if that disk's ledger is not for this edition
  public static RaftLedger open(
      MemoryDisk disk, Peer self, List<Peer> peers, Surroundings surroundings, Edition edition) {
    try {
      return start(self, peers, disk.open(), surroundings, edition);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RaftLedger start(
      Peer self, List<Peer> peers, RaftDisk disk, Surroundings surroundings, Edition edition)
      throws IOException {
    String store =
        disk.named(
            HexFormat.of().toHexDigits(new SplittableRandom(surroundings.seed()).nextLong()));
    RaftLedger ledger =
        new RaftLedger(new Passport(self, edition, store), peers, disk, surroundings);
    if (ledger.node.getInitialMembers().getMembers().size() == 1) {
      disk.requireRoom(0); // the library would give up silently
    }
    var _ = ledger.node.start();
    return ledger;
  }

  /// Refuses to begin a new ledger beside one of an earlier version, which would be forgotten.
  public static void requireNone(Path earlier, Path folder) throws IOException {
    if (!Files.exists(folder) && EarlierLedger.read(earlier).isPresent()) {
      throw new IOException(
          "The ledger in %s is that of a controller alone. Start this one once without --peers to"
                  .formatted(earlier)
              + " take it over, then add the others with `wfl controllers add`; or move it away.");
    }
  }

  /// Begins a new ledger with what a ledger of an earlier version holds, if there is one and the
  /// new one has not begun.
  public static void adopt(Path earlier, Path folder, Peer self) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Optional<Recovery> held = EarlierLedger.read(earlier);
    if (held.isPresent()) {
      RaftFiles.begin(folder, self, held.get().position());
    }
  }

  static Position position(Optional<RestoredRaftState> restored) {
    return restored
        .map(RestoredRaftState::getSnapshotEntry)
        .filter(snapshot -> snapshot.getIndex() > 0)
        .map(snapshot -> Models.state(snapshot).position())
        .orElse(Position.START);
  }

  /// What the log has beyond its checkpoint, agreed on or not.
  private static List<Entry> tail(Optional<RestoredRaftState> restored) {
    List<Entry> tail = new ArrayList<>();
    for (LogEntry place : restored.map(RestoredRaftState::getLogEntries).orElse(List.of())) {
      if (place.getOperation() instanceof Payload payload
          && payload.read() instanceof Proposal.Batch(var entry)) {
        tail.add(entry);
      }
    }
    return tail;
  }

  /// Its memory must have room for whatever the disk gave back.
  private static RaftConfig config(
      Random dice, RaftDisk disk, Optional<RestoredRaftState> restored) {
    int tail = restored.map(RestoredRaftState::getLogEntries).map(List::size).orElse(0);
    return RaftConfig.newBuilder()
        .setLeaderHeartbeatPeriodSecs(Pace.HEARTBEAT)
        .setLeaderHeartbeatTimeoutSecs(Pace.SILENCE_MAX)
        .setLeaderElectionTimeoutMillis(ELECTION_MILLIS + dice.nextInt(ELECTION_MILLIS / 2))
        .setCommitCountToTakeSnapshot(disk.entriesPerCheckpoint())
        .setMaxPendingLogEntryCount(PENDING_MAX + tail)
        .setAppendEntriesRequestBatchSize(ENTRIES_PER_LETTER)
        .setTransferSnapshotsFromFollowersEnabled(false)
        .build();
  }

  @Override
  public Recovery recover() {
    return recovery;
  }

  @Override
  public CompletableFuture<Void> append(Entry entry, State after) {
    Payload payload = written(entry);
    try {
      requireShort(payload.bytes().length);
      disk.requireRoom(payload.bytes().length);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    replica.expect(entry, after);
    return node.<Boolean>replicate(payload)
        .handle((counts, failure) -> {
          if (failure != null || !counts.getResult()) {
            throw new CompletionException(trouble(Optional.ofNullable(failure)));
          }
          return null;
        });
  }

  private Payload written(Entry entry) {
    Proposal.Batch batch = new Proposal.Batch(entry);
    int level = replica.keepers().level();
    boolean isBrief = level >= FabricLevel.THIRD.number();
    Payload payload = isBrief ? Payload.brief(batch) : Payload.of(batch);
    boolean packs = level >= FabricLevel.SECOND.number();
    return packs && payload.bytes().length > PACKED_FROM_BYTES ? payload.packed() : payload;
  }

  /// One that no disk takes would break them all.
  static void requireShort(int bytes) throws IOException {
    if (bytes > ENTRY_BYTES_MAX) {
      throw new IOException(
          "The change takes %d bytes; the ledger takes no more than %d at once."
              .formatted(bytes, ENTRY_BYTES_MAX));
    }
  }

  @Override
  public List<News> news() {
    return replica.news();
  }

  @Override
  public Standing standing() {
    return standing;
  }

  @Override
  public CompletableFuture<Long> confirm() {
    return node.<Long>query(
            Replica.HOW_FAR, QueryPolicy.LINEARIZABLE, Optional.empty(), Optional.empty())
        .handle((next, failure) -> {
          if (failure != null) {
            throw new CompletionException(trouble(Optional.of(failure)));
          }
          return next.getResult();
        });
  }

  @Override
  public void check() throws IOException {
    disk.requireRoom(0);
  }

  @Override
  public void listen(Runnable newListener) {
    listener = newListener;
  }

  /// Asks the others whether they would vote for this one.
  void canvass() {
    if (node instanceof RaftNodeImpl known) {
      known.getExecutor().execute(known::preCandidate);
    }
  }

  @Override
  public History history() {
    return disk.past();
  }

  @Override
  public Membership membership() {
    return new RaftMembership(
        node, rollCall, replica::keepers, failure -> trouble(Optional.of(failure)));
  }

  /// Takes in what another controller's ledger has sent, unless there is an objection.
  public void receive(Letter letter) {
    rollCall.note(letter);
    if (objection(letter).isEmpty()) {
      if (letter.isRegular()) {
        pace.execute(() -> pace.heard(letter));
      }
      node.handle(letter.message());
    }
  }

  /// Why a letter is not believed, for whoever has sent it.
  public Optional<String> objection(Letter letter) {
    return self.objection(letter, replica.keepers());
  }

  private Postmark postmark() {
    return new Postmark(
        self.edition().reads(), self.edition().version(), self.store(), !disk.hasRoom());
  }

  /// Takes no part in the group any more; ends when its turn has come.
  CompletableFuture<Void> terminate() {
    return node.terminate().thenAccept(_ -> {});
  }

  @Override
  public void close() throws IOException {
    terminate().join();
    disk.close();
  }

  private Exception trouble(Optional<Throwable> failure) {
    Optional<Throwable> cause =
        failure.map(each ->
            each instanceof CompletionException && each.getCause() != null
                ? each.getCause()
                : each);
    return cause.isEmpty() || cause.get() instanceof RaftException
        ? new NotPrimary(new Standing.Secondary(leader()))
        : new IOException("The ledger took nothing: " + cause.get().getMessage(), cause.get());
  }

  private Optional<Peer> leader() {
    return Optional.ofNullable(node.getTerm().getLeaderEndpoint()).map(Voter::peer);
  }

  /// What it proposed when it was elected may also be agreed on under the one that came after it.
  private void elected() {
    if (leader().filter(Voter.peer(node.getLocalEndpoint())::equals).isPresent()) {
      standing = new Standing.Primary();
      listener.run();
    }
  }

  private void changed() {
    listener.run();
  }

  private void hear(RaftNodeReport report) {
    post.heed(report);
    if (report.getRole() != RaftRole.LEADER) {
      standing =
          new Standing.Secondary(
              Optional.ofNullable(report.getTerm().getLeaderEndpoint()).map(Voter::peer));
      listener.run();
    }
  }
}
