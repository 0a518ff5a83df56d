package weftline.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

final class FilterTest {
  private static final Entity ENTITY =
      new Entity("p", "r", Instant.parse("2026-01-01T00:00:00Z"), properties());

  private static SequencedMap<String, Edm> properties() {
    SequencedMap<String, Edm> properties = new LinkedHashMap<>();
    properties.put("Text", new Edm.Text("it's"));
    properties.put("Int", new Edm.Int32(7));
    properties.put("Long", new Edm.Int64(1L << 40));
    properties.put("Real", new Edm.Real(2.5));
    properties.put("NaN", new Edm.Real(Double.NaN));
    properties.put("Endless", new Edm.Real(Double.POSITIVE_INFINITY));
    properties.put("Yes", new Edm.Truth(true));
    properties.put("No", new Edm.Truth(false));
    properties.put("Time", new Edm.Moment(Instant.parse("2026-01-31T10:00:00Z")));
    properties.put("Id", new Edm.Guid(UUID.fromString("c9da6455-213d-42c9-9a79-3e9149a57833")));
    properties.put("Bytes", new Edm.Binary(new byte[] {0, (byte) 0xff}));
    properties.put("eq", new Edm.Int32(1));
    return properties;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "PartitionKey eq 'p'",
        "RowKey ge 'r' and RowKey lt 's'",
        "Timestamp lt datetime'2026-01-01T00:00:00.0000001Z'",
        "Text eq 'it''s'",
        "Text gt 'it'",
        "Int eq 7",
        "Int eq 7L",
        "Int lt 7.5",
        "Int gt -1",
        "7 eq Int",
        "8 gt Int",
        "Long eq 1099511627776",
        "Long gt 1099511627775L",
        "Real ge 25e-1",
        "Endless gt 5",
        "Yes",
        "Yes eq true",
        "not No",
        "not (No or Int eq 8)",
        "Time eq datetime'2026-01-31T10:00:00Z'",
        "Time eq datetime'2026-01-31T10:00:00'",
        "Time gt datetime'2026-01-31'",
        "Time eq datetime'2026-01-31T12:00:00+02:00'",
        "Id eq guid'C9DA6455-213d-42c9-9a79-3e9149a57833'",
        "Bytes eq X'00FF'",
        "Bytes lt binary'01'",
        "Int eq 1 and Int eq 2 or Int eq 7",
        "(Int eq 1 or Int eq 7) and (Yes)",
        "((((Int eq 7))))",
        "not not Yes",
        "eq eq 1",
        "not (Absent eq 1)",
      })
  void matches(String text) {
    assertThat(matchesEntity(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PartitionKey gt 'p'",
        "Text eq 'IT''S'",
        "Text eq 7",
        "Int eq '7'",
        "Int ne 7",
        "Int eq 8",
        "Endless lt 5",
        "NaN eq 1",
        "No",
        "No eq true",
        "Absent",
        "Absent eq 1",
        "Absent ne 1",
        "not Yes",
        "Int eq 7 and (Int eq 1 or Int eq 2)",
        "Id eq guid'00000000-0000-0000-0000-000000000000'",
        "Bytes eq X''",
      })
  void doesNotMatch(String text) {
    assertThat(matchesEntity(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Int eq",
        "eq 7",
        "Int eq 7 and",
        "and",
        "(Int eq 7",
        "Int eq 7)",
        "()",
        "Int eq 'open",
        "Int eq 7 Int eq 7",
        "Int = 7",
        "Int eq 9999999999999999999999",
        "Int eq 1.2.3",
        "Time eq datetime'yesterday'",
        "Id eq guid'1'",
        "Bytes eq X'0'",
        "Bytes eq nonsense'0'",
        "7 eq 7",
        "Int eq Int",
      })
  void isRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "Int eq 7 and "})
  void tooMuchOfAnythingIsRefused(String part) {
    assertRefused(part.repeat(FilterParser.DEPTH_MAX + 1) + "Int eq 7 )");
    assertRefused(part.repeat(FilterParser.TEXT_MAX) + "Int eq 7");
    assertRefused(part.repeat(FilterParser.TOKENS_MAX) + "Int eq 7");
  }

  private static boolean matchesEntity(String text) {
    return FilterParser.parse(text).matches(ENTITY::property);
  }

  private static void assertRefused(String text) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> FilterParser.parse(text))
        .satisfies(refusal -> assertThat(refusal.error()).isEqualTo(StorageError.INVALID_INPUT));
  }
}
