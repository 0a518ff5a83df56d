package weftline.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import weftline.controller.Edition;
import weftline.controller.Letter;
import weftline.controller.MemoryDisk;
import weftline.controller.Peer;
import weftline.controller.RaftLedger;
import weftline.controller.Sequencer;
import weftline.controller.Surroundings;

/// The disk of one controller of a group, with the real consensus on it. The dead write nothing,
/// say nothing and have no turns; a slow disk holds up all that its controller's ledger does.
final class GroupDisk implements Shelf {
  /// Longer than in real life, for heartbeats are most of what such a story costs.
  private static final Duration SILENCE_MAX = Duration.ofSeconds(2);

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  /// Every so many letters arrive as their bytes say, not as they were written: that costs more
  /// than all that is done with them. Checkpoints always do.
  private static final int BYTES_EVERY = 10;

  /// More often than in real life, so that some come back to a log that has gone on without them.
  private static final int ENTRIES_PER_CHECKPOINT = 150;

  private final Peer self;
  private final List<Peer> peers;
  private final Group group;
  private final Agenda agenda;
  private final MemoryDisk disk = new MemoryDisk(this::sync, ENTRIES_PER_CHECKPOINT);
  private Edition edition;
  private Optional<Run> run = Optional.empty();
  private Duration delay = Duration.ZERO;
  private Death next = Death.NEVER;
  private long runs;

  /// @param peers whom it is told of when it begins
  /// @param edition which Weftline runs here at first
  GroupDisk(Peer self, List<Peer> peers, Group group, Agenda agenda, Edition edition) {
    this.self = self;
    this.peers = List.copyOf(peers);
    this.group = group;
    this.agenda = agenda;
    this.edition = edition;
  }

  Peer peer() {
    return self;
  }

  @Override
  public MortalLedger open(Runnable death) {
    runs++;
    Run begun = new Run(death);
    run = Optional.of(begun);
    Surroundings surroundings =
        new Surroundings(begun, begun::send, agenda::nanos, seed(), Runnable::run, SILENCE_MAX);
    RaftLedger ledger = RaftLedger.open(disk, self, peers, surroundings, edition);
    begun.ledger = Optional.of(ledger);
    return new TappedLedger(self.name(), ledger, group.log(), begun::end);
  }

  private long seed() {
    return 31 * (31 * group.seed() + runs) + self.name().hashCode();
  }

  @Override
  public void dieAt(Death death) {
    next = death;
  }

  @Override
  public void fill(boolean nowFull) {
    disk.fill(nowFull);
  }

  @Override
  public void slowDown(Duration newDelay) {
    delay = newDelay;
  }

  @Override
  public void damageCheckpoint() {
    disk.damageCheckpoint();
  }

  @Override
  public boolean isDamaged() {
    return disk.isDamaged();
  }

  @Override
  public boolean isLegible() {
    return disk.isLegible();
  }

  @Override
  public void stall(Duration time) {
    run.ifPresent(alive -> alive.stall(time));
  }

  @Override
  public void upgrade() {
    edition = Edition.THIS;
  }

  /// Somebody has written. Who stands still lets connections time out.
  void receive(Letter letter) {
    run.filter(alive -> !alive.isStalled())
        .flatMap(alive -> alive.ledger)
        .ifPresent(ledger -> ledger.receive(letter));
  }

  private static Letter readAgain(Letter letter) {
    try {
      return Letter.read(letter.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("a letter cannot be read again", e);
    }
  }

  private void sync(Runnable write) {
    run.ifPresent(alive -> alive.sync(write));
  }

  /// What the controllers of a group have in common.
  ///
  /// @param seed of their dice
  record Group(long seed, CommonLog log, Mailing mail) {}

  /// Brings letters from one controller to another.
  @FunctionalInterface
  interface Mailing {
    void carry(Peer from, Peer to, Letter letter);
  }

  /// One run of the program on this disk.
  private final class Run implements Sequencer {
    private final Runnable death;
    private final Queue<Runnable> unwritten = new ArrayDeque<>();
    private Optional<RaftLedger> ledger = Optional.empty();
    private Instant busyUntil = agenda.instant();
    private Instant stalledUntil = agenda.instant();
    private int syncs;
    private int letters;

    Run(Runnable death) {
      this.death = death;
    }

    private boolean isAlive() {
      return run.filter(this::equals).isPresent();
    }

    /// What was on its way to a slow disk has arrived or has not.
    private void end() {
      if (isAlive() && syncs % 2 == 0) {
        unwritten.forEach(Runnable::run);
      }
      unwritten.clear();
      run = run.filter(other -> !equals(other));
    }

    private void stall(Duration time) {
      stalledUntil = agenda.instant().plus(time);
      busyUntil = later(busyUntil, stalledUntil);
    }

    private boolean isStalled() {
      return stalledUntil.isAfter(agenda.instant());
    }

    private void sync(Runnable write) {
      Death fate = next;
      next = Death.NEVER;
      syncs++;
      if (fate == Death.BEFORE) {
        death.run();
        return;
      }
      unwritten.add(write);
      if (delay.isZero() && !isBusy()) {
        writeNext();
      } else {
        busyUntil = later(busyUntil, agenda.instant()).plus(delay).plus(MILLISECOND);
        in(untilFree().minus(MILLISECOND), this::writeNext);
      }
      if (fate == Death.AFTER) {
        death.run();
      }
    }

    private void writeNext() {
      Optional.ofNullable(unwritten.poll()).ifPresent(Runnable::run);
    }

    private void send(Peer to, Letter letter) {
      boolean inBytes = letter.isLarge() || letters++ % BYTES_EVERY == 0;
      Letter copy = inBytes ? readAgain(letter) : letter;
      in(untilFree(), () -> group.mail().carry(self, to, copy));
    }

    @Override
    public void execute(Runnable task) {
      after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration pause, Runnable task) {
      in(
          pause,
          () -> {
            if (isBusy()) {
              after(untilFree(), task);
            } else {
              task.run();
            }
          });
    }

    private void in(Duration pause, Runnable task) {
      agenda.in(
          pause,
          () -> {
            if (isAlive()) {
              task.run();
            }
          });
    }

    private boolean isBusy() {
      return busyUntil.isAfter(agenda.instant());
    }

    private Duration untilFree() {
      return isBusy() ? Duration.between(agenda.instant(), busyUntil) : Duration.ZERO;
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }
  }
}
