package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// What expressions over tags mean, and which are none.
class TagParserTest {
  private static final Map<String, String> TAGS =
      Map.of("status", "done", "rank", "010", "a key", "x", "Priority", "5");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          status = 'done'                                            | true
          "status"='done'                                            | true
          "Status" = 'done'                                          | false
          "status" = 'Done'                                          | false
          "status" <> 'done'                                         | false
          "status" <> 'open'                                         | true
          "absent" <> 'open'                                         | false
          "absent" = ''                                              | false
          "absent" < 'z'                                             | false
          "rank" > '00'                                              | true
          "rank" >= '010'                                            | true
          "rank" > '010'                                             | false
          "rank" < '9'                                               | true
          "rank" <= '010'                                            | true
          "rank" < '010'                                             | false
          "a key" = 'x'                                              | true
          "rank" >= '010' AND "rank" < '100'                         | true
          "rank" >= '010' and "status" = 'open'                      | false
          "status" = 'open' OR "Priority" >= '05'                    | true
          "status" = 'open' or "Priority" > '5'                      | false
          "status" = 'done' OR "rank" = 'x' AND "Priority" = 'x'     | true
          ("status" = 'done' OR "rank" = 'x') AND "Priority" = 'x'   | false
          (("status" = 'done'))                                      | true
          """)
  void aConditionHolds(String text, boolean holds) {
    assertThat(condition(text).matches(TAGS)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "status",
        "status =",
        "status = done",
        "status = \"done\"",
        "'status' = 'done'",
        "status == 'done'",
        "status = 'done",
        "\"status = 'done'",
        "status = 'done' AND",
        "status = 'done' rank = '1'",
        "(status = 'done'",
        "status = 'done')",
        "status ! 'done'",
        "@container = 'box'",
        "status ( 'done'"
      })
  void isNoCondition(String text) {
    assertRefused(StorageError.INVALID_HEADER_VALUE, () -> condition(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status <> 'done'",
        "status = 'done' OR rank = '1'",
        "(status = 'done')",
        "rank > '10' AND rank >= '15'",
        "rank = '10' AND rank = '15'",
        "rank = '10' AND rank < '15'",
        "@blob = 'x'"
      })
  void isNoQuery(String text) {
    assertRefused(StorageError.INVALID_HEADER_VALUE, () -> query(text));
  }

  @Test
  void aQueryMayNameAContainer() {
    TagExpression query = query("@container = 'box' AND status = 'done' AND rank > '0'");

    assertThat(query.mayMatchIn("box")).isTrue();
    assertThat(query.mayMatchIn("other")).isFalse();
    assertThat(query.matches(TAGS)).isTrue();
    assertThat(query("rank > '0' AND rank < '1'").mayMatchIn("other")).isTrue();
  }

  @Test
  void hasLimits() {
    String deepest =
        "(".repeat(TagParser.DEPTH_MAX - 1) + "a='1'" + ")".repeat(TagParser.DEPTH_MAX - 1);
    String longest = "a='" + "x".repeat(TagParser.TEXT_MAX - 4) + "'";

    assertThat(condition(deepest).matches(Map.of("a", "1"))).isTrue();
    assertRefused(StorageError.INVALID_HEADER_VALUE, () -> condition("(" + deepest + ")"));
    assertThat(condition(longest).matches(Map.of())).isFalse();
    assertRefused(StorageError.INVALID_HEADER_VALUE, () -> condition(longest + " "));
  }

  private static TagExpression condition(String text) {
    return TagParser.parseCondition(text, TagParserTest::refusal);
  }

  private static TagExpression query(String text) {
    return TagParser.parseQuery(text, TagParserTest::refusal);
  }

  private static StorageException refusal(String reason) {
    return new StorageException(StorageError.INVALID_HEADER_VALUE, reason);
  }
}
