package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.model.Generation;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;
import weftline.net.Json;
import weftline.net.JsonException;

/// The same words mean the same.
class LastReportsTest {
  private final LastReports last = new LastReports();

  @Test
  void whatIsSaidAgainIsNotReadAgain() throws JsonException {
    RackReport first = last.read("n1", Json.write(again(1)));

    assertThat(first).isEqualTo(again(1));
    assertThat(last.read("n1", Json.write(again(1)))).isSameAs(first);
  }

  @Test
  void whatIsSaidByAnotherOrOtherwiseIsRead() throws JsonException {
    RackReport first = last.read("n1", Json.write(again(1)));

    assertThat(last.read("n2", Json.write(again(1)))).isEqualTo(first).isNotSameAs(first);
    assertThat(last.read("n1", Json.write(again(2)))).isEqualTo(again(2));
    assertThat(last.read("n1", Json.write(again(1)))).isEqualTo(first).isNotSameAs(first);
  }

  @Test
  void newsDoNotTakeThePlaceOfWhatIsSaidAgain() throws JsonException {
    RackReport first = last.read("n1", Json.write(again(1)));
    RackReport news = RackReport.of(Optional.empty(), List.of(), List.of(said(3)));

    assertThat(last.read("n1", Json.write(news))).isEqualTo(news);
    assertThat(last.read("n1", Json.write(again(1)))).isSameAs(first);
  }

  @Test
  void moreThanAFabricHasAreNotKept() throws JsonException {
    byte[] body = Json.write(again(1));
    RackReport first = last.read("n0", body);
    for (int rack = 1; rack <= LastReports.RACKS_MAX; rack++) {
      last.read("n" + rack, body);
    }

    assertThat(last.read("n0", body)).isEqualTo(first).isNotSameAs(first);
  }

  @Test
  void noMoreBytesAreKeptThanThereIsRoomFor() throws JsonException {
    byte[] body = Arrays.copyOf(Json.write(again(1)), LastReports.BYTES_MAX / 4);
    Arrays.fill(body, Json.write(again(1)).length, body.length, (byte) ' ');
    RackReport first = last.read("n0", body.clone());
    for (int time = 0; time < 8; time++) {
      body[body.length - 1] = (byte) (time % 2 == 0 ? '\n' : ' ');
      last.read("n1", body.clone());
    }
    body[body.length - 1] = ' ';
    assertThat(last.read("n0", body.clone())).as("one that changes counts once").isSameAs(first);

    for (int rack = 2; rack <= 4; rack++) {
      last.read("n" + rack, body);
    }
    assertThat(last.read("n0", body)).isEqualTo(first).isNotSameAs(first);
  }

  @Test
  void whatIsNoReportIsRefused() {
    byte[] nonsense = "{\"unchanged\":[7".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> last.read("n1", nonsense)).isInstanceOf(JsonException.class);
  }

  private static RackReport again(long digest) {
    return RackReport.of(Optional.of("10.0.0.1:7410"), List.of(said(digest)), List.of());
  }

  private static Digested said(long digest) {
    return new Digested(
        digest, new NodeReport(new NodeId("n1"), new Generation(digest), List.of()));
  }
}
