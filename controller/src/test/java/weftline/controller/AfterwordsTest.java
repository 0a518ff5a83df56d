package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.microraft.model.log.LogEntry;
import io.microraft.model.message.AppendEntriesRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said with the next entry anyway is not said before, unless there is none.
class AfterwordsTest {
  private static final Peer PRIMARY = PlayedGroup.peer(1);
  private static final Peer ONE = PlayedGroup.peer(2);
  private static final Peer OTHER = PlayedGroup.peer(3);

  private final PlayedTurns turns = new PlayedTurns();
  private final List<String> sent = new ArrayList<>();
  private final Afterwords afterwords = new Afterwords(this::note, turns.of(() -> true));

  @Test
  void whatFollowsBringsItAlong() {
    afterwords.send(ONE, agreed(4));
    afterwords.send(ONE, entry(5, 4));
    turns.pass(Afterwords.KEPT);

    assertThat(sent).containsExactly("c2: 1 entries, agreed to 4");
  }

  @Test
  void itIsSentAloneIfNothingFollows() {
    afterwords.send(ONE, agreed(4));
    assertThat(sent).isEmpty();

    turns.pass(Afterwords.KEPT);
    assertThat(sent).containsExactly("c2: 0 entries, agreed to 4");
  }

  @Test
  void onlyTheNewestIsSentToEach() {
    afterwords.send(ONE, agreed(4));
    afterwords.send(OTHER, agreed(4));
    afterwords.send(ONE, agreed(5));
    turns.pass(Afterwords.KEPT);

    assertThat(sent)
        .containsExactlyInAnyOrder("c2: 0 entries, agreed to 5", "c3: 0 entries, agreed to 4");
  }

  @Test
  void anotherOneIsKeptAfterwards() {
    afterwords.send(ONE, agreed(4));
    turns.pass(Afterwords.KEPT);
    afterwords.send(ONE, agreed(5));
    assertThat(sent).hasSize(1);

    turns.pass(Afterwords.KEPT);
    assertThat(sent).hasSize(2);
  }

  @Test
  void whatAReaderWaitsForGoesAtOnce() {
    afterwords.send(ONE, append(List.of(), 4, 1));

    assertThat(sent).containsExactly("c2: 0 entries, agreed to 4");
  }

  private void note(Peer to, Letter letter) {
    AppendEntriesRequest append = (AppendEntriesRequest) letter.message();
    sent.add(
        "%s: %d entries, agreed to %d"
            .formatted(to.name(), append.getLogEntries().size(), append.getCommitIndex()));
  }

  private static Letter agreed(long index) {
    return append(List.of(), index, 0);
  }

  private static Letter entry(long index, long agreed) {
    byte[] elected = Payload.of(new Proposal.Elected(PRIMARY)).bytes();
    return append(List.of(Models.entry(index, 1, elected)), agreed, 1);
  }

  private static Letter append(List<LogEntry> entries, long agreed, long number) {
    return new Letter(
        Models.FACTORY
            .createAppendEntriesRequestBuilder()
            .setGroupId(Models.GROUP)
            .setSender(new Voter(PRIMARY))
            .setTerm(1)
            .setPreviousLogIndex(4)
            .setPreviousLogTerm(1)
            .setCommitIndex(agreed)
            .setLogEntries(entries)
            .setQuerySequenceNumber(0)
            .setFlowControlSequenceNumber(number)
            .build());
  }
}
