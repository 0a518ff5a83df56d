package weftline.controller;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import weftline.core.Images;

/// Reads the folder of a replicated ledger beside the one who writes it: its checkpoints, and the
/// log since the oldest of them.
final class RaftHistory implements History {
  private final Path folder;

  RaftHistory(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<Position> at(Instant time, Position now) throws IOException {
    return last(now, position -> !position.at().isAfter(time));
  }

  @Override
  public Optional<Position> upTo(long event, Position now) throws IOException {
    return last(now, position -> position.next() <= event + 1);
  }

  /// The last position that is wanted, replayed from the newest checkpoint that is. Empty if the
  /// log has a gap there: this controller was away, and was given a checkpoint when it came back.
  private Optional<Position> last(Position now, Predicate<Position> wanted) throws IOException {
    if (wanted.test(now)) {
      return Optional.of(now);
    }
    for (Base base : bases(now).reversed()) {
      if (wanted.test(base.position())) {
        Position position = base.position();
        for (Entry entry : entries(base, now)) {
          Position next = position.after(entry);
          if (!wanted.test(next)) {
            return Optional.of(position);
          }
          position = next;
        }
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Verification> verify(Position now) throws IOException {
    List<Base> bases = bases(now);
    while (!bases.isEmpty()) {
      Base first = bases.removeFirst();
      List<Entry> entries = entries(first, now);
      long end = entries.isEmpty() ? first.position().next() : entries.getLast().next();
      if (end == now.next()) {
        return Optional.of(verify(first, entries, bases, now));
      }
    }
    return Optional.empty();
  }

  /// One file after the other: this is asked for again and again beside all other work, and the
  /// states of a large fabric have no room beside each other. So what was never agreed on counts.
  @Override
  public Set<String> images() throws IOException {
    Set<String> images = new TreeSet<>();
    for (Path file : RaftCheckpointFile.all(folder)) {
      byte[] state = RaftCheckpointFile.read(file).state().bytes();
      images.addAll(Images.of(SavedState.unpack(state).state()));
    }
    for (Path file : DurableFiles.list(folder, Segment.ENDING)) {
      for (byte[] payload : Segment.open(file).readBesideWriter()) {
        images.addAll(images(LedgerCodec.read(file, payload, LogRecord.class)));
      }
    }
    return images;
  }

  private static Set<String> images(LogRecord record) {
    Set<String> images = new TreeSet<>();
    for (LogChange change : record.changes()) {
      if (change instanceof LogChange.Added added
          && added.proposal().opened() instanceof Proposal.Batch(var entry)) {
        images.addAll(Images.of(entry.events()));
      }
    }
    return images;
  }

  /// @param bases that come later
  private static Verification verify(
      Base first, List<Entry> entries, List<Base> bases, Position now) {
    Position position = first.position();
    int compared = 0;
    Optional<String> difference = Optional.empty();
    for (Entry entry : entries) {
      position = position.after(entry);
      while (!bases.isEmpty() && bases.getFirst().position().next() <= position.next()) {
        difference = difference.or(new Comparison("a checkpoint", bases.removeFirst(), position));
        compared++;
      }
    }
    difference = difference.or(new Comparison("the present", new Base(0, now), position));
    return new Verification(first.position().next(), position.next() - 1, compared, difference);
  }

  /// Oldest first; the very beginning, if the log still has it.
  private List<Base> bases(Position now) throws IOException {
    List<Base> bases = new ArrayList<>();
    if (replay(0).first() == 1) {
      bases.add(new Base(0, Position.START));
    }
    for (Path file : RaftCheckpointFile.all(folder)) {
      RaftCheckpoint checkpoint = RaftCheckpointFile.read(file);
      Position position = checkpoint.state().position();
      if (position.next() <= now.next()) {
        bases.add(new Base(checkpoint.at().index(), position));
      }
    }
    return bases;
  }

  /// What follows, as far as it is agreed on and counts.
  private List<Entry> entries(Base base, Position now) throws IOException {
    List<Entry> entries = new ArrayList<>();
    long next = base.position().next();
    for (LogChange.Added added : replay(base.place()).connected()) {
      if (added.proposal().opened() instanceof Proposal.Batch(var entry)
          && entry.index() == next
          && entry.next() <= now.next()) {
        entries.add(entry);
        next = entry.next();
      }
    }
    return entries;
  }

  private LogReplay replay(long place) throws IOException {
    LogReplay replay = new LogReplay(place);
    for (Path file : DurableFiles.list(folder, Segment.ENDING)) {
      for (byte[] payload : Segment.open(file).readBesideWriter()) {
        replay.read(file, payload);
      }
    }
    return replay;
  }

  /// Where a replay can begin.
  ///
  /// @param place in the log, up to which the position is
  private record Base(long place, Position position) {}

  /// Says what is different, if something is.
  private record Comparison(String what, Base expected, Position replayed)
      implements Supplier<Optional<String>> {
    @Override
    public Optional<String> get() {
      Position there = expected.position();
      boolean same =
          there.next() == replayed.next()
              && there.at().equals(replayed.at())
              && there.state().snapshot().equals(replayed.state().snapshot());
      return same
          ? Optional.empty()
          : Optional.of(
              "%s is another one than event %d leads to".formatted(what, replayed.next() - 1));
    }
  }
}
