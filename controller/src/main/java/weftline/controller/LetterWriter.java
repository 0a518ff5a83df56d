package weftline.controller;

import io.microraft.RaftEndpoint;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.message.AppendEntriesFailureResponse;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import io.microraft.model.message.InstallSnapshotRequest;
import io.microraft.model.message.InstallSnapshotResponse;
import io.microraft.model.message.PreVoteRequest;
import io.microraft.model.message.PreVoteResponse;
import io.microraft.model.message.RaftMessage;
import io.microraft.model.message.TriggerLeaderElectionRequest;
import io.microraft.model.message.VoteRequest;
import io.microraft.model.message.VoteResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.net.Json;

/// Puts a letter into bytes: the length of the head, the head as JSON, then contents one behind the
/// other.
final class LetterWriter {
  private final List<byte[]> contents = new ArrayList<>();

  private LetterWriter() {}

  static byte[] write(RaftMessage message, Optional<Postmark> postmark) {
    LetterWriter writer = new LetterWriter();
    byte[] plain = Json.write(writer.head(message));
    byte[] head = postmark.map(mark -> stamped(plain, mark)).orElse(plain);
    int length = Integer.BYTES + head.length;
    for (byte[] content : writer.contents) {
      length = Math.addExact(length, content.length);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).putInt(head.length).put(head);
    writer.contents.forEach(bytes::put);
    return bytes.array();
  }

  /// One more field at the head's end, which earlier versions do not look at.
  private static byte[] stamped(byte[] head, Postmark postmark) {
    ByteArrayOutputStream stamped = new ByteArrayOutputStream();
    stamped.write(head, 0, head.length - 1);
    stamped.writeBytes(",\"postmark\":".getBytes(StandardCharsets.UTF_8));
    stamped.writeBytes(Json.write(postmark));
    stamped.write('}');
    return stamped.toByteArray();
  }

  private LetterHead head(RaftMessage message) {
    Peer sender = Voter.peer(message.getSender());
    int term = message.getTerm();
    return switch (message) {
      case AppendEntriesRequest append -> append(sender, append);
      case AppendEntriesSuccessResponse done ->
          new LetterHead.Appended(
              sender,
              term,
              done.getLastLogIndex(),
              rounds(done.getQuerySequenceNumber(), done.getFlowControlSequenceNumber()));
      case AppendEntriesFailureResponse failed ->
          new LetterHead.NotAppended(
              sender,
              term,
              failed.getExpectedNextIndex(),
              rounds(failed.getQuerySequenceNumber(), failed.getFlowControlSequenceNumber()));
      case InstallSnapshotRequest install -> install(sender, install);
      case InstallSnapshotResponse fetch ->
          new LetterHead.Fetch(
              sender,
              term,
              fetch.getSnapshotIndex(),
              fetch.getRequestedSnapshotChunkIndex(),
              rounds(fetch.getQuerySequenceNumber(), fetch.getFlowControlSequenceNumber()));
      default -> ballot(sender, term, message);
    };
  }

  private static LetterHead ballot(Peer sender, int term, RaftMessage message) {
    return switch (message) {
      case PreVoteRequest canvass ->
          new LetterHead.Canvass(
              sender, term, spot(canvass.getLastLogIndex(), canvass.getLastLogTerm()));
      case PreVoteResponse inclined ->
          new LetterHead.Inclination(sender, term, inclined.isGranted());
      case VoteRequest candidate ->
          new LetterHead.Candidacy(
              sender,
              term,
              spot(candidate.getLastLogIndex(), candidate.getLastLogTerm()),
              candidate.isSticky());
      case VoteResponse vote -> new LetterHead.Vote(sender, term, vote.isGranted());
      case TriggerLeaderElectionRequest succeed ->
          new LetterHead.Succeed(
              sender, term, spot(succeed.getLastLogIndex(), succeed.getLastLogTerm()));
      default -> throw new IllegalStateException("no letter: " + message);
    };
  }

  private LetterHead append(Peer sender, AppendEntriesRequest append) {
    List<LetterHead.Content> listed = new ArrayList<>();
    long bytes = 0;
    for (LogEntry entry : append.getLogEntries()) {
      byte[] payload = Models.payload(entry).bytes();
      bytes += payload.length;
      if (!listed.isEmpty() && bytes > Letter.ENTRIES_BYTES_MAX) {
        break; // whoever answers says how far it came, and is sent the rest
      }
      contents.add(payload);
      listed.add(new LetterHead.Content(entry.getIndex(), entry.getTerm(), payload.length));
    }
    return new LetterHead.Append(
        sender,
        append.getTerm(),
        spot(append.getPreviousLogIndex(), append.getPreviousLogTerm()),
        append.getCommitIndex(),
        rounds(append.getQuerySequenceNumber(), append.getFlowControlSequenceNumber()),
        listed);
  }

  private LetterHead install(Peer sender, InstallSnapshotRequest install) {
    return new LetterHead.Install(
        sender,
        install.getTerm(),
        install.isSenderLeader(),
        spot(install.getSnapshotIndex(), install.getSnapshotTerm()),
        install.getTotalSnapshotChunkCount(),
        Optional.ofNullable(install.getSnapshotChunk()).map(this::chunk),
        install.getSnapshottedMembers().stream().map(LetterWriter::peer).toList(),
        Group.of(install.getGroupMembersView()),
        rounds(install.getQuerySequenceNumber(), install.getFlowControlSequenceNumber()));
  }

  private LetterHead.Chunk chunk(SnapshotChunk chunk) {
    byte[] bytes = ((SavedState) chunk.getOperation()).bytes();
    contents.add(bytes);
    return new LetterHead.Chunk(chunk.getSnapshotChunkIndex(), bytes.length);
  }

  private static Peer peer(RaftEndpoint endpoint) {
    return Voter.peer(endpoint);
  }

  private static LetterHead.Spot spot(long index, int term) {
    return new LetterHead.Spot(index, term);
  }

  private static LetterHead.Rounds rounds(long query, long flow) {
    return new LetterHead.Rounds(query, flow);
  }
}
