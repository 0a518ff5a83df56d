package weftline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report = new Report("in a test");

  @Test
  void printsTheMedianOfTheRounds() {
    Report.Figure figure = new Report.Figure("puts", "1/s", new Aim.TimesPeer(10));
    report.add(figure, 900);
    report.add(figure, 1_100.456);
    report.add(figure, 5_000);
    report.addPeer(figure, 100);

    assertThat(printed())
        .isEqualTo(
            """
            {"name":"puts","value":1100,"unit":"1/s","aim":">= 10 x peer","met":true,"peer":100,\
            "conditions":"in a test"}
            """);
  }

  @Test
  void anAimThatIsMissedSaysSo() {
    Report.Figure figure = new Report.Figure("cpu", "s/1000", new Aim.PartOfPeer(10));
    report.add(figure, 0.02);
    report.addPeer(figure, 0.1);

    assertThat(printed()).contains("\"aim\":\"<= 1/10 of peer\",\"met\":false,\"peer\":0.1,");
  }

  @Test
  void withoutAPeerNothingIsSaidOfIt() {
    report.add(new Report.Figure("cpu", "s/1000", new Aim.PartOfPeer(10)), 0.02);

    assertThat(printed()).contains("\"met\":null,\"peer\":null,");
  }

  @Test
  void boundsNeedNoPeer() {
    report.add(new Report.Figure("start", "s", new Aim.AtMost(1)), 0.9);
    report.add(new Report.Figure("rate", "1/s", new Aim.AtLeast(10_000)), 9_999);
    report.add(new Report.Figure("size", "MiB", new Aim.None()), 3);

    assertThat(printed().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"aim\":\"<= 1\",\"met\":true"),
            line -> assertThat(line).contains("\"aim\":\">= 10000\",\"met\":false"),
            line -> assertThat(line).contains("\"aim\":\"\",\"met\":null"));
  }

  private String printed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
