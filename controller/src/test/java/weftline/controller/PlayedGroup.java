package weftline.controller;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import weftline.core.State;

/// Controllers' ledgers in one test: real consensus on played time, a played wire and disks that
/// outlive their programs.
final class PlayedGroup {
  private static final Duration HOP = Duration.ofMillis(1);

  final PlayedTurns turns = new PlayedTurns();
  final List<Peer> peers = new ArrayList<>();
  private final Map<String, Member> running = new TreeMap<>();
  private final Map<String, MemoryDisk> disks = new TreeMap<>();
  private final Map<String, Edition> editions = new TreeMap<>();
  final List<String> objections = new ArrayList<>();
  private final List<String> cutOff = new ArrayList<>();
  private final List<String> deaf = new ArrayList<>();
  private long seed;
  private long letters;

  PlayedGroup(int size) {
    for (int i = 1; i <= size; i++) {
      peers.add(peer(i));
    }
    peers.forEach(this::start);
  }

  static Peer peer(int number) {
    return new Peer("c" + number, "10.0.0." + number + ":7400");
  }

  void start(Peer peer) {
    Member member = new Member(peer);
    running.put(peer.name(), member);
    member.ledger =
        Optional.of(RaftLedger.open(disk(peer), peer, peers, surroundings(member), edition(peer)));
  }

  /// What its next program is.
  void install(Peer peer, Edition edition) {
    editions.put(peer.name(), edition);
  }

  private Edition edition(Peer peer) {
    return editions.getOrDefault(peer.name(), Edition.THIS);
  }

  private Surroundings surroundings(Member member) {
    Sequencer own = turns.of(() -> running.containsValue(member));
    return new Surroundings(
        own, (to, letter) -> carry(member.peer, to, letter), turns::nanos, ++seed, Runnable::run);
  }

  MemoryDisk disk(Peer peer) {
    return disks.computeIfAbsent(peer.name(), _ -> new MemoryDisk());
  }

  /// Its program ends at once, whatever it was doing.
  void kill(Peer peer) {
    running.remove(peer.name());
  }

  /// It comes back with an empty one.
  void loseDisk(Peer peer) {
    disks.remove(peer.name());
  }

  /// Something of everybody who runs.
  <T> List<T> runs(Function<Peer, T> asked) {
    return running.values().stream().map(member -> asked.apply(member.peer)).toList();
  }

  void cutOff(Peer peer) {
    cutOff.add(peer.name());
  }

  /// Hears nobody; the others hear it.
  void deafen(Peer peer) {
    deaf.add(peer.name());
  }

  void mend() {
    cutOff.clear();
    deaf.clear();
  }

  /// How many letters have been sent.
  long letters() {
    return letters;
  }

  private void carry(Peer from, Peer to, Letter letter) {
    letters++;
    byte[] bytes = letter.bytes();
    if (cutOff.contains(from.name()) || cutOff.contains(to.name()) || deaf.contains(to.name())) {
      return;
    }
    turns
        .of(() -> true)
        .after(
            HOP,
            () ->
                Optional.ofNullable(running.get(to.name()))
                    .ifPresent(at -> objections.addAll(at.take(bytes))));
  }

  Member member(Peer peer) {
    return Optional.ofNullable(running.get(peer.name())).orElseThrow();
  }

  /// Waits for an election, if there is need for one.
  Member primary() {
    turns.until(() -> running.values().stream().anyMatch(this::isPrimary));
    return running.values().stream().filter(this::isPrimary).findFirst().orElseThrow();
  }

  /// One that is cut off may believe it for a while.
  private boolean isPrimary(Member member) {
    return !cutOff.contains(member.peer.name())
        && member.ledger().standing() instanceof Standing.Primary;
  }

  Member secondary() {
    Member primary = primary();
    return running.values().stream().filter(each -> each != primary).findFirst().orElseThrow();
  }

  /// Appends and waits until everybody who runs has it.
  void append(Entry entry) {
    Member primary = primary();
    CompletableFuture<Void> durable = primary.append(entry);
    turns.until(durable::isDone);
    durable.join();
    turns.until(() ->
        running.values().stream()
            .filter(each -> !cutOff.contains(each.peer.name()))
            .allMatch(each -> each.read().next() >= entry.next()));
  }

  /// A ledger, and what a controller would know from it.
  static final class Member {
    final Peer peer;
    final List<Entry> entries = new ArrayList<>();
    private Optional<RaftLedger> ledger = Optional.empty();
    private Optional<Position> position = Optional.empty();

    Member(Peer peer) {
      this.peer = peer;
    }

    RaftLedger ledger() {
      return ledger.orElseThrow();
    }

    Position read() {
      Position read = position.orElseGet(() -> ledger().recover().position());
      for (News news : ledger().news()) {
        read =
            switch (news) {
              case News.Appended(var entry, var after) -> {
                entries.add(entry);
                yield new Position(after, entry.next(), entry.at());
              }
              case News.Restored(var restored) -> restored;
            };
      }
      position = Optional.of(read);
      return read;
    }

    CompletableFuture<Void> append(Entry entry) {
      State after = read().state().applyAll(entry.events());
      return ledger().append(entry, after);
    }

    private List<String> take(byte[] bytes) {
      try {
        Letter letter = Letter.read(bytes);
        ledger().receive(letter);
        return ledger().objection(letter).stream().toList();
      } catch (IOException e) {
        throw new AssertionError("a letter cannot be read again", e);
      }
    }
  }
}
