package weftline.controller;

import io.microraft.model.log.LogEntry;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.message.RaftMessage;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.net.Json;
import weftline.net.JsonException;

/// Reads the letters that [LetterWriter] writes. What they say of lengths is not believed.
final class LetterReader {
  private static final int HEAD_BYTES_MAX = 4 << 20;

  private final ByteBuffer rest;

  private LetterReader(ByteBuffer rest) {
    this.rest = rest;
  }

  static Letter read(byte[] bytes) throws LetterException {
    if (bytes.length > Letter.BYTES_MAX) {
      throw new LetterException("a letter is longer than " + Letter.BYTES_MAX + " bytes");
    }
    LetterReader reader = new LetterReader(ByteBuffer.wrap(bytes));
    byte[] head = reader.head();
    try {
      return new Letter(
          reader.message(parsed(head, LetterHead.class)), parsed(head, Stamped.class).postmark());
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new LetterException(String.valueOf(e.getMessage()));
    }
  }

  private byte[] head() throws LetterException {
    if (rest.remaining() < Integer.BYTES) {
      throw new LetterException("a letter ends before it begins");
    }
    int length = rest.getInt();
    if (length > HEAD_BYTES_MAX) {
      throw new LetterException("a letter's head is longer than " + HEAD_BYTES_MAX + " bytes");
    }
    return take(length);
  }

  private static <T> T parsed(byte[] head, Class<T> type) throws LetterException {
    try {
      return Json.read(head, type);
    } catch (JsonException e) {
      throw new LetterException("a letter's head cannot be read: " + e.getMessage());
    }
  }

  private byte[] take(int length) throws LetterException {
    if (length < 0 || length > rest.remaining()) {
      throw new LetterException("a letter ends too early");
    }
    byte[] taken = new byte[length];
    rest.get(taken);
    return taken;
  }

  private RaftMessage message(LetterHead head) throws LetterException {
    return switch (head) {
      case LetterHead.Append append -> append(append);
      case LetterHead.Install install -> install(install);
      case LetterHead.Appended done ->
          Models.FACTORY
              .createAppendEntriesSuccessResponseBuilder()
              .setGroupId(Models.GROUP)
              .setSender(new Voter(done.sender()))
              .setTerm(done.term())
              .setLastLogIndex(done.last())
              .setQuerySequenceNumber(done.rounds().query())
              .setFlowControlSequenceNumber(done.rounds().flow())
              .build();
      case LetterHead.NotAppended failed ->
          Models.FACTORY
              .createAppendEntriesFailureResponseBuilder()
              .setGroupId(Models.GROUP)
              .setSender(new Voter(failed.sender()))
              .setTerm(failed.term())
              .setExpectedNextIndex(failed.expected())
              .setQuerySequenceNumber(failed.rounds().query())
              .setFlowControlSequenceNumber(failed.rounds().flow())
              .build();
      case LetterHead.Fetch fetch ->
          Models.FACTORY
              .createInstallSnapshotResponseBuilder()
              .setGroupId(Models.GROUP)
              .setSender(new Voter(fetch.sender()))
              .setTerm(fetch.term())
              .setSnapshotIndex(fetch.checkpoint())
              .setRequestedSnapshotChunkIndex(fetch.chunk())
              .setQuerySequenceNumber(fetch.rounds().query())
              .setFlowControlSequenceNumber(fetch.rounds().flow())
              .build();
      case LetterHead.Canvass canvass -> canvass(canvass);
      case LetterHead.Inclination inclined ->
          Models.FACTORY
              .createPreVoteResponseBuilder()
              .setGroupId(Models.GROUP)
              .setSender(new Voter(inclined.sender()))
              .setTerm(inclined.term())
              .setGranted(inclined.granted())
              .build();
      case LetterHead.Candidacy candidacy -> candidacy(candidacy);
      case LetterHead.Vote vote ->
          Models.FACTORY
              .createVoteResponseBuilder()
              .setGroupId(Models.GROUP)
              .setSender(new Voter(vote.sender()))
              .setTerm(vote.term())
              .setGranted(vote.granted())
              .build();
      case LetterHead.Succeed succeed -> succeed(succeed);
    };
  }

  private RaftMessage append(LetterHead.Append append) throws LetterException {
    List<LogEntry> entries = new ArrayList<>();
    for (LetterHead.Content content : append.contents()) {
      entries.add(Models.entry(content.index(), content.term(), take(content.bytes())));
    }
    return Models.FACTORY
        .createAppendEntriesRequestBuilder()
        .setGroupId(Models.GROUP)
        .setSender(new Voter(append.sender()))
        .setTerm(append.term())
        .setPreviousLogIndex(append.before().index())
        .setPreviousLogTerm(append.before().term())
        .setCommitIndex(append.committed())
        .setLogEntries(entries)
        .setQuerySequenceNumber(append.rounds().query())
        .setFlowControlSequenceNumber(append.rounds().flow())
        .build();
  }

  private RaftMessage install(LetterHead.Install install) throws LetterException {
    Optional<SnapshotChunk> chunk = Optional.empty();
    if (install.chunk().isPresent()) {
      chunk = Optional.of(chunk(install, install.chunk().get()));
    }
    var builder =
        Models.FACTORY
            .createInstallSnapshotRequestBuilder()
            .setGroupId(Models.GROUP)
            .setSender(new Voter(install.sender()))
            .setTerm(install.term())
            .setSenderLeader(install.primary())
            .setSnapshotIndex(install.checkpoint().index())
            .setSnapshotTerm(install.checkpoint().term())
            .setTotalSnapshotChunkCount(install.chunks())
            .setSnapshottedMembers(Voter.all(install.holders()))
            .setGroupMembersView(install.group().view())
            .setQuerySequenceNumber(install.rounds().query())
            .setFlowControlSequenceNumber(install.rounds().flow());
    chunk.ifPresent(builder::setSnapshotChunk);
    return builder.build();
  }

  private SnapshotChunk chunk(LetterHead.Install install, LetterHead.Chunk chunk)
      throws LetterException {
    return Models.chunk(install.checkpoint(), install.group(), SavedState.of(take(chunk.bytes())));
  }

  private static RaftMessage canvass(LetterHead.Canvass canvass) {
    return Models.FACTORY
        .createPreVoteRequestBuilder()
        .setGroupId(Models.GROUP)
        .setSender(new Voter(canvass.sender()))
        .setTerm(canvass.term())
        .setLastLogIndex(canvass.last().index())
        .setLastLogTerm(canvass.last().term())
        .build();
  }

  private static RaftMessage candidacy(LetterHead.Candidacy candidacy) {
    return Models.FACTORY
        .createVoteRequestBuilder()
        .setGroupId(Models.GROUP)
        .setSender(new Voter(candidacy.sender()))
        .setTerm(candidacy.term())
        .setLastLogIndex(candidacy.last().index())
        .setLastLogTerm(candidacy.last().term())
        .setSticky(candidacy.sticky())
        .build();
  }

  private static RaftMessage succeed(LetterHead.Succeed succeed) {
    return Models.FACTORY
        .createTriggerLeaderElectionRequestBuilder()
        .setGroupId(Models.GROUP)
        .setSender(new Voter(succeed.sender()))
        .setTerm(succeed.term())
        .setLastLogIndex(succeed.last().index())
        .setLastLogTerm(succeed.last().term())
        .build();
  }

  /// What every head may have besides.
  private record Stamped(Optional<Postmark> postmark) {}
}
