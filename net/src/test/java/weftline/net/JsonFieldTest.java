package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plain objects, field by field.
final class JsonFieldTest {
  @Test
  void everyKindOfValueIsToldApart() throws JsonException {
    assertThat(
            read(
                "{\"a\":\"\\u00fc\\n\",\"b\":-7,\"c\":1.50,\"d\":true,\"e\":null,"
                    + "\"f\":[{\"g\":1}],\"h\":{},\"a\":\"\"}"))
        .containsExactly(
            new JsonField("a", JsonField.Kind.TEXT, "ü\n"),
            new JsonField("b", JsonField.Kind.WHOLE, "-7"),
            new JsonField("c", JsonField.Kind.REAL, "1.50"),
            new JsonField("d", JsonField.Kind.TRUTH, "true"),
            new JsonField("e", JsonField.Kind.NOTHING, ""),
            new JsonField("f", JsonField.Kind.NESTED, ""),
            new JsonField("h", JsonField.Kind.NESTED, ""),
            new JsonField("a", JsonField.Kind.TEXT, ""));
    assertThat(read(" { } ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "5",
        "null",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{} {}",
        "{}x",
        "{\"a\":1]",
        "{\"a\":[1}",
        "{a:1}",
        "{\"a\":NaN}"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void depthHasALimit() {
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(101) + "]".repeat(101) + "}"))
        .isInstanceOf(JsonException.class);
  }

  private static List<JsonField> read(String text) throws JsonException {
    return JsonField.readAll(text.getBytes(StandardCharsets.UTF_8));
  }
}
