package weftline.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import weftline.controller.Controller;
import weftline.controller.Edition;
import weftline.controller.GroupWatch;
import weftline.controller.Journal;
import weftline.controller.Letter;
import weftline.controller.MemoryDisk;
import weftline.controller.Peer;
import weftline.controller.RaftLedger;
import weftline.controller.Sequencer;
import weftline.controller.Standing;
import weftline.controller.Surroundings;
import weftline.controller.Time;
import weftline.core.Decision;
import weftline.core.Event;
import weftline.core.FabricLevel;
import weftline.model.OperationId;

/// A group of real controllers with their real consensus on one virtual clock, while controllers
/// end, begin again, are upgraded and do not hear each other. What one of them has committed no
/// other one contradicts, and no change that was acknowledged is lost.
public final class GroupStory {
  private static final int CONTROLLERS = 3;
  private static final int EVENTS_MAX = 10_000;
  private static final int PAUSE_MILLIS_MAX = 1_500;
  private static final int DELAY_MILLIS_MAX = 20;

  /// Every machine begins with a program that reads less than this one does.
  private static final Edition EARLIER = new Edition(FabricLevel.FIRST.number(), "earlier");

  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LULL = Duration.ofSeconds(20);

  private final Agenda agenda = new Agenda();
  private final RandomGenerator dice;
  private final List<Member> members;
  private final Map<Long, Event> committed = new TreeMap<>();
  private final Set<OperationId> acknowledged = new HashSet<>();
  private final Set<String> cut = new HashSet<>();
  private long begun;
  private int failovers;

  private GroupStory(long seed) {
    dice = new SplittableRandom(seed);
    members =
        IntStream.rangeClosed(1, CONTROLLERS)
            .mapToObj(number -> new Peer("c" + number, "10.0.0." + number + ":7400"))
            .map(Member::new)
            .toList();
  }

  /// How it went.
  ///
  /// @param acknowledged how many changes were
  /// @param failovers how often another controller became the primary
  public record Outcome(int acknowledged, int failovers, long events) {}

  /// Ends normally if every promise was kept.
  public static Outcome tell(long seed, int actions) {
    return new GroupStory(seed).tell(actions);
  }

  private Outcome tell(int actions) {
    members.forEach(Member::start);
    pass(LULL);
    for (int action = 0; action < actions; action++) {
      act(action);
      pass(Duration.ofMillis(dice.nextInt(PAUSE_MILLIS_MAX)));
    }
    cut.clear();
    members.forEach(Member::upgrade);
    pass(LULL);
    allAgree();
    return new Outcome(acknowledged.size(), failovers, committed.size());
  }

  private void act(int action) {
    Member member = members.get(dice.nextInt(CONTROLLERS));
    switch (dice.nextInt(10)) {
      case 0 -> member.end();
      case 1 -> members.forEach(Member::start);
      case 2 -> cut.add(way(member, members.get(dice.nextInt(CONTROLLERS))));
      case 3 -> members.forEach(other -> cut.add(way(member, other)));
      case 4 -> cut.clear();
      case 5 -> member.upgrade();
      default -> members.forEach(each -> each.ask(new Tenant(dice, "tenant-" + action)));
    }
  }

  private void pass(Duration time) {
    agenda.runUntil(agenda.instant().plus(time));
  }

  /// One direction of the way between two controllers.
  private static String way(Member from, Member to) {
    return from.peer + ">" + to.peer;
  }

  private void carry(Member from, Peer to, Letter letter) {
    Member receiver =
        members.stream().filter(each -> each.peer.equals(to)).findFirst().orElseThrow();
    byte[] bytes = letter.bytes();
    Duration delay = Duration.ofMillis(1 + dice.nextInt(DELAY_MILLIS_MAX));
    if (!cut.contains(way(from, receiver))) {
      agenda.in(delay, () -> receiver.life.ifPresent(alive -> alive.receive(bytes)));
    }
  }

  private void allAgree() {
    Controller first = members.getFirst().controller();
    for (Member member : members) {
      Controller controller = member.controller();
      BrokenPromiseException.unless(
          controller.state().keepers().level() == FabricLevel.HIGHEST.number(),
          () -> "all read more, and the fabric has not risen");
      BrokenPromiseException.unless(
          controller.state().equals(first.state()),
          () -> "%s has another state than %s".formatted(member.peer, members.getFirst().peer));
      for (OperationId operation : acknowledged) {
        BrokenPromiseException.unless(
            controller.state().operation(operation).isPresent(),
            () -> "%s was acknowledged and is gone".formatted(operation));
      }
    }
  }

  /// One machine of the group; its disk outlives its programs.
  private final class Member {
    private final Peer peer;
    private final MemoryDisk disk = new MemoryDisk();
    private Edition edition = EARLIER;
    private Optional<Life> life = Optional.empty();

    Member(Peer peer) {
      this.peer = peer;
    }

    Controller controller() {
      return life.orElseThrow().controller;
    }

    void start() {
      if (life.isEmpty()) {
        begun++;
        Life fresh = new Life(this, begun);
        life = Optional.of(fresh);
        fresh.tick();
      }
    }

    /// Its next program reads more than the last one.
    void upgrade() {
      edition = Edition.THIS;
      end();
      start();
    }

    void end() {
      life = Optional.empty();
    }

    boolean lives(long number) {
      return life.filter(alive -> alive.number == number).isPresent();
    }

    void ask(Tenant tenant) {
      life.ifPresent(alive -> {
        var _ = alive.controller.submit(tenant.change()).thenAccept(GroupStory.this::remember);
      });
    }
  }

  private void remember(Decision decision) {
    if (decision instanceof Decision.Accepted accepted) {
      accepted.operation().ifPresent(acknowledged::add);
    }
  }

  /// One run of the program.
  private final class Life {
    private final Member member;
    private final long number;
    private final RaftLedger ledger;
    private final Controller controller;
    private final GroupWatch watch;
    private long read;
    private boolean primary;

    Life(Member member, long number) {
      this.member = member;
      this.number = number;
      ledger =
          RaftLedger.open(
              member.disk,
              member.peer,
              members.stream().map(each -> each.peer).toList(),
              new Surroundings(
                  new Turns(member, number),
                  (to, letter) -> carry(member, to, letter),
                  agenda::nanos,
                  number,
                  Runnable::run),
              member.edition);
      controller = Controller.open(ledger, new Time(agenda, agenda::nanos));
      watch = new GroupWatch(controller);
    }

    void tick() {
      if (member.lives(number)) {
        controller.runOnce();
        var _ = watch.runOnce();
        boolean now = controller.standing() instanceof Standing.Primary;
        failovers += now && !primary ? 1 : 0;
        primary = now;
        compare();
        agenda.in(TICK, this::tick);
      }
    }

    /// What it has read stands where the others have read the same.
    private void compare() {
      for (Journal.Line line : controller.journal().after(read, EVENTS_MAX)) {
        Event known = committed.computeIfAbsent(line.number(), _ -> line.event());
        BrokenPromiseException.unless(
            known.equals(line.event()),
            () -> "two primaries have committed event %d".formatted(line.number()));
        read = line.number();
      }
    }

    void receive(byte[] bytes) {
      try {
        ledger.receive(Letter.read(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException("a letter cannot be read again", e);
      }
    }
  }

  /// The turns of one run; those of the dead do not come.
  private final class Turns implements Sequencer {
    private final Member member;
    private final long number;

    Turns(Member member, long number) {
      this.member = member;
      this.number = number;
    }

    @Override
    public void execute(Runnable task) {
      after(Duration.ZERO, task);
    }

    /// A program that is just beginning has its turns from the next moment on.
    @Override
    public void after(Duration delay, Runnable task) {
      agenda.in(
          delay,
          () -> {
            if (member.lives(number)) {
              task.run();
            }
          });
    }
  }
}
