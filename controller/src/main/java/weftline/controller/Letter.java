package weftline.controller;

import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import io.microraft.model.message.InstallSnapshotRequest;
import io.microraft.model.message.PreVoteRequest;
import io.microraft.model.message.RaftMessage;
import io.microraft.model.message.VoteRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one controller's ledger says to another's. Only they look inside; a carrier that needs
/// bytes gets bytes.
public final class Letter {
  /// What a carrier must be able to bring: a checkpoint of a large fabric.
  public static final int BYTES_MAX = 512 << 20;

  /// What several entries may take together; a single one may take more.
  static final int ENTRIES_BYTES_MAX = 16 << 20;

  /// With its head, and together with as much again, one that is smaller can be posted in one go.
  private static final int LARGE_FROM_BYTES = 32 << 10;

  private final RaftMessage message;
  private final Optional<Postmark> postmark;

  Letter(RaftMessage message) {
    this(message, Optional.empty());
  }

  Letter(RaftMessage message, Optional<Postmark> postmark) {
    this.message = message;
    this.postmark = postmark;
  }

  /// Reads what [#bytes] has made.
  ///
  /// @throws LetterException if they are no letter
  public static Letter read(byte[] bytes) throws LetterException {
    return LetterReader.read(bytes);
  }

  /// Reads what [#bundle] has made.
  ///
  /// @throws LetterException if not all of it is letters
  public static List<Letter> readAll(byte[] bundle) throws LetterException {
    ByteBuffer rest = ByteBuffer.wrap(bundle);
    List<Letter> letters = new ArrayList<>();
    while (rest.hasRemaining()) {
      int length = rest.remaining() < Integer.BYTES ? -1 : rest.getInt();
      if (length < 0 || length > rest.remaining()) {
        throw new LetterException("a bundle of letters ends too early");
      }
      byte[] bytes = new byte[length];
      rest.get(bytes);
      letters.add(read(bytes));
    }
    return letters;
  }

  /// Several letters as one.
  static byte[] bundle(List<Letter> letters) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Letter letter : letters) {
      byte[] bytes = letter.bytes();
      all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      all.writeBytes(bytes);
    }
    return all.toByteArray();
  }

  public byte[] bytes() {
    return LetterWriter.write(message, postmark);
  }

  public Peer sender() {
    return Voter.peer(message.getSender());
  }

  /// Empty if its sender is of a version that says nothing of itself.
  Optional<Postmark> postmark() {
    return postmark;
  }

  /// Whether it takes long to bring.
  public boolean isLarge() {
    return weight() > LARGE_FROM_BYTES
        || (message instanceof InstallSnapshotRequest install
            && install.getSnapshotChunk() != null);
  }

  /// About how many bytes it takes, where that is many.
  long weight() {
    return message instanceof AppendEntriesRequest append
        ? append.getLogEntries().stream()
            .mapToLong(entry -> Models.payload(entry).bytes().length)
            .sum()
        : 0;
  }

  /// Whether its sender wants to be primary.
  boolean isCandidacy() {
    return message instanceof PreVoteRequest || message instanceof VoteRequest;
  }

  /// Whether it is one of those that come again and again while there is a primary.
  boolean isRegular() {
    return message instanceof AppendEntriesRequest
        || message instanceof AppendEntriesSuccessResponse;
  }

  RaftMessage message() {
    return message;
  }

  @Override
  public String toString() {
    return message.getClass().getSimpleName();
  }
}
