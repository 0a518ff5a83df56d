package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.microraft.model.log.LogEntry;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.RaftMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weftline.core.Event;
import weftline.net.Json;

/// Letters survive the way, and what is none is refused.
class LetterTest {
  private static final Peer SENDER = PlayedGroup.peer(1);

  @Test
  void comeBackFromABundle() throws LetterException {
    byte[] bundle = Letter.bundle(List.of(vote(3), vote(4)));

    assertThat(Letter.readAll(bundle))
        .extracting(letter -> letter.message().getTerm())
        .containsExactly(3, 4);
  }

  @Test
  void readAgainAreTheSameBytes() throws LetterException {
    for (LetterHead head : heads()) {
      byte[] json = Json.write(head);
      byte[] written =
          ByteBuffer.allocate(Integer.BYTES + json.length).putInt(json.length).put(json).array();
      assertThat(Letter.read(written).bytes()).isEqualTo(written);
    }
  }

  @Test
  void theirPostmarkComesBack() throws LetterException {
    Postmark mark = new Postmark(2, "1.2", "disk1", true);
    Letter stamped = new Letter(vote(3).message(), Optional.of(mark));

    Letter read = Letter.read(stamped.bytes());
    assertThat(read.postmark()).contains(mark);
    assertThat(read.message().getTerm()).isEqualTo(3);
    assertThat(Letter.read(vote(3).bytes()).postmark()).isEmpty();
  }

  /// A later version may say more of itself.
  @Test
  void whatIsNotKnownOfAPostmarkIsLeftOut() throws LetterException {
    String json =
        "{\"type\":\"Vote\",\"sender\":{\"name\":\"c1\",\"address\":\"h:1\"},\"term\":3,"
            + "\"granted\":true,\"postmark\":{\"reads\":7,\"version\":\"9\",\"store\":\"d\","
            + "\"full\":false,\"moons\":2}}";
    byte[] head = json.getBytes(StandardCharsets.UTF_8);
    byte[] written =
        ByteBuffer.allocate(Integer.BYTES + head.length).putInt(head.length).put(head).array();

    assertThat(Letter.read(written).postmark()).contains(new Postmark(7, "9", "d", false));
  }

  /// Sixty-four of the largest entries would be more than any carrier takes.
  @Test
  void oneTakesAsManyEntriesAsItMayAndAlwaysOne() throws LetterException {
    byte[] large = Payload.of(new Proposal.Batch(large())).bytes();
    List<LogEntry> three =
        Stream.of(1L, 2L, 3L).map(index -> Models.entry(index, 1, large)).toList();
    Letter letter = new Letter(append(three));
    AppendEntriesRequest read = (AppendEntriesRequest) Letter.read(letter.bytes()).message();

    assertThat(letter.weight()).isEqualTo(3L * large.length);
    assertThat(read.getLogEntries()).extracting(LogEntry::getIndex).containsExactly(1L);
  }

  private static Entry large() {
    String text = "x".repeat(Letter.ENTRIES_BYTES_MAX / 2);
    return new Entry(
        1, LedgerContract.AT, List.of(new Event.HealingPaused(text, LedgerContract.AT)));
  }

  private static RaftMessage append(List<LogEntry> entries) {
    return Models.FACTORY
        .createAppendEntriesRequestBuilder()
        .setGroupId(Models.GROUP)
        .setSender(new Voter(SENDER))
        .setTerm(1)
        .setPreviousLogIndex(0)
        .setPreviousLogTerm(0)
        .setCommitIndex(0)
        .setLogEntries(entries)
        .setQuerySequenceNumber(1)
        .setFlowControlSequenceNumber(1)
        .build();
  }

  @Test
  void cutOffAreRefused() {
    byte[] bundle = Letter.bundle(List.of(vote(3)));

    for (int length = 1; length < bundle.length; length += 7) {
      byte[] cut = Arrays.copyOf(bundle, length);
      assertThatThrownBy(() -> Letter.readAll(cut)).isInstanceOf(LetterException.class);
    }
  }

  private static Letter vote(int term) {
    return new Letter(
        Models.FACTORY
            .createVoteResponseBuilder()
            .setGroupId(Models.GROUP)
            .setSender(new Voter(SENDER))
            .setTerm(term)
            .setGranted(true)
            .build());
  }

  private static List<LetterHead> heads() {
    LetterHead.Spot spot = new LetterHead.Spot(7, 2);
    LetterHead.Rounds rounds = new LetterHead.Rounds(4, 5);
    Group group = new Group(3, List.of(SENDER), List.of(SENDER));
    return List.of(
        new LetterHead.Append(SENDER, 2, spot, 6, rounds, List.of()),
        new LetterHead.Appended(SENDER, 2, 9, rounds),
        new LetterHead.NotAppended(SENDER, 2, 3, rounds),
        new LetterHead.Install(
            SENDER, 2, true, spot, 1, Optional.empty(), List.of(SENDER), group, rounds),
        new LetterHead.Fetch(SENDER, 2, 7, 0, rounds),
        new LetterHead.Canvass(SENDER, 3, spot),
        new LetterHead.Inclination(SENDER, 3, true),
        new LetterHead.Candidacy(SENDER, 3, spot, true),
        new LetterHead.Vote(SENDER, 3, false),
        new LetterHead.Succeed(SENDER, 3, spot));
  }
}
