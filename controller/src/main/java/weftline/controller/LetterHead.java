package weftline.controller;

import java.util.List;
import java.util.Optional;

/// What a letter says apart from large contents, which follow it.
sealed interface LetterHead {
  Peer sender();

  int term();

  /// The primary's entries, or its heartbeat if there are none.
  record Append(
      Peer sender, int term, Spot before, long committed, Rounds rounds, List<Content> contents)
      implements LetterHead {
    public Append {
      contents = List.copyOf(contents);
    }
  }

  /// Everything up to this place is on disk here.
  record Appended(Peer sender, int term, long last, Rounds rounds) implements LetterHead {}

  /// The entries do not fit what is here.
  record NotAppended(Peer sender, int term, long expected, Rounds rounds) implements LetterHead {}

  /// A checkpoint, or the word that one is to be fetched.
  record Install(
      Peer sender,
      int term,
      boolean primary,
      Spot checkpoint,
      int chunks,
      Optional<Chunk> chunk,
      List<Peer> holders,
      Group group,
      Rounds rounds)
      implements LetterHead {
    public Install {
      holders = List.copyOf(holders);
    }
  }

  /// Asks for a part of a checkpoint.
  record Fetch(Peer sender, int term, long checkpoint, int chunk, Rounds rounds)
      implements LetterHead {}

  /// Would you vote for me?
  record Canvass(Peer sender, int term, Spot last) implements LetterHead {}

  /// What one would do.
  record Inclination(Peer sender, int term, boolean granted) implements LetterHead {}

  /// Vote for me.
  record Candidacy(Peer sender, int term, Spot last, boolean sticky) implements LetterHead {}

  /// A vote, or none.
  record Vote(Peer sender, int term, boolean granted) implements LetterHead {}

  /// The primary hands over: stand for election now.
  record Succeed(Peer sender, int term, Spot last) implements LetterHead {}

  /// A place in the log and the term of what stands there.
  record Spot(long index, int term) {}

  /// Which question an answer belongs to.
  record Rounds(long query, long flow) {}

  /// One entry; its bytes follow the head.
  record Content(long index, int term, int bytes) {}

  /// One part of a checkpoint; its bytes follow the head.
  record Chunk(int number, int bytes) {}
}
