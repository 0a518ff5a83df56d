package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// How URLs are taken apart and put together.
final class QueryTest {
  @Test
  void parametersAreDecodedInOrder() {
    var query = Query.parse("a=1&b=x%26y&a=2&flag&e=&plus=a+b%2B&&utf=%E2%82%AC");

    assertThat(query.first("a")).contains("1");
    assertThat(query.first("b")).contains("x&y");
    assertThat(query.first("flag")).contains("");
    assertThat(query.first("e")).contains("");
    assertThat(query.first("plus")).contains("a b+");
    assertThat(query.first("utf")).contains("€");
    assertThat(query.first("A")).isEmpty();
    assertThat(query.parameters()).hasSize(7);
  }

  @Test
  void anEmptyQueryHasNoParameters() {
    assertThat(Query.parse("").parameters()).isEmpty();
  }

  @Test
  void thousandsOfParametersAreCutOff() {
    assertThat(Query.parse("a&".repeat(5_000)).parameters()).hasSize(1_000);
  }

  @Test
  void brokenPercentSignsStay() {
    assertThat(Percent.decode("100%")).isEqualTo("100%");
    assertThat(Percent.decode("%4")).isEqualTo("%4");
    assertThat(Percent.decode("%zz%41+")).isEqualTo("%zzA+");
  }

  @Test
  void encodingAndDecodingAreInverse() {
    var text = "a/b c+d%&=?#€~._-";

    assertThat(Percent.encode(text)).doesNotContain("/", " ", "+", "&", "€");
    assertThat(Percent.decode(Percent.encode(text))).isEqualTo(text);
  }
}
