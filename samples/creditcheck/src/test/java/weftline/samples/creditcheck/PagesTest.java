package weftline.samples.creditcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What people see.
final class PagesTest {
  @Test
  void orderPageLoadsItselfAgainUntilTheReportIsThere() {
    assertThat(Pages.order(order(false, Optional.empty()), "web_IN_0"))
        .contains("data-state=\"received\"", "http-equiv=\"refresh\"", "web_IN_0");
    assertThat(Pages.order(order(true, Optional.empty()), "web_IN_0"))
        .contains("data-state=\"paid\"", "http-equiv=\"refresh\"");
    assertThat(Pages.order(order(true, Optional.of("http://link")), "web_IN_0"))
        .contains("data-state=\"reported\"", "href=\"http://link\"")
        .doesNotContain("refresh");
  }

  @Test
  void whatPeopleTypeIsNeverMarkup() {
    assertThat(Pages.report(order(true, Optional.empty())))
        .contains("&lt;b&gt;Ada&lt;/b&gt;")
        .doesNotContain("<b>");
    assertThat(Pages.problem("<i>")).contains("&lt;i&gt;");
  }

  @Test
  void unknownColumnIsShown() {
    assertThat(Pages.order(order(true, Optional.empty()), "web_IN_0"))
        .contains("<dt>RiskBand</dt><dd>LOW</dd>");
  }

  @Test
  void statementHasALineForEachCharge() {
    assertThat(Pages.statement(List.of(new Card.Charge("o1", 2_500, "4242"))))
        .contains("<td>o1</td><td>€ 25.00</td>");
  }

  private static Order order(boolean paid, Optional<String> link) {
    return new Order(
        "o1",
        new Order.Application("<b>Ada</b>", 300_000, 90_000, "4242"),
        2_500,
        paid,
        link,
        new TreeMap<>(Map.of("RiskBand", "LOW")));
  }
}
