package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import org.junit.jupiter.api.Test;

/// Queries and paths as clients send them.
class ParametersTest {
  @Test
  void decodesNamesAndValues() {
    Parameters query = Parameters.parse("a=1%2B2&Prefix=gr%C3%BCn+x&empty=&flag&%24filter=a%3D1&&");

    assertThat(query.text("a")).isEqualTo("1+2");
    assertThat(query.text("prefix")).isEqualTo("grün x");
    assertThat(query.text("$FILTER")).isEqualTo("a=1");
    assertThat(query.has("flag")).isTrue();
    assertThat(query.first("empty")).contains("");
    assertThat(query.first("absent")).isEmpty();
  }

  @Test
  void keepsThePlusOfASignature() {
    assertThat(Parameters.parse("sig=a+b%2Fc%3D").text("sig")).isEqualTo("a+b/c=");
  }

  @Test
  void takesNumbersWithinTheirBounds() {
    Parameters query = Parameters.parse("n=5&text=x");

    assertThat(query.number("n", 1, 5)).contains(5);
    assertThat(query.number("absent", 1, 5)).isEmpty();
    assertRefused(StorageError.OUT_OF_RANGE_QUERY_PARAMETER_VALUE, () -> query.number("n", 6, 9));
    assertRefused(StorageError.INVALID_QUERY_PARAMETER_VALUE, () -> query.number("text", 1, 5));
  }

  @Test
  void refusesWhatIsBroken() {
    assertRefused(StorageError.INVALID_URI, () -> Parameters.parse("a=%4"));
    assertRefused(StorageError.INVALID_URI, () -> Parameters.parse("a=%zz"));
    assertRefused(StorageError.INVALID_URI, () -> Parameters.parse("a&".repeat(101)));
  }

  @Test
  void takesAPathApart() {
    assertThat(Target.of("/me/photos/a%2Fb/c"))
        .isEqualTo(new Target("me", "photos/a/b/c", "/me", false));
    assertThat(Target.of("/me")).isEqualTo(new Target("me", "", "/me", false));
    assertThat(Target.of("/me/")).isEqualTo(new Target("me", "", "/me", false));
    assertThat(Target.of("/me/photos/a").container()).isEqualTo("photos");
    assertThat(Target.of("/me/photos").container()).isEqualTo("photos");
  }
}
