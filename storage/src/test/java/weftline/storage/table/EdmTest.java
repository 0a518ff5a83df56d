package weftline.storage.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EdmTest {
  private static final Instant TIME = Instant.parse("2026-01-31T10:00:00.1234567Z");

  @Test
  void textsSortLikeTheirKeys() {
    List<String> texts =
        List.of("", "a", "ab", "b", "ä", "\u0800", "\ud7ff", "\ue000", "\uffff", "𐀀", "𝄞", "𝄞a");
    Comparator<String> bytes =
        (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    assertThat(texts).isSortedAccordingTo(bytes).isSortedAccordingTo(Texts::compare);
  }

  @Test
  void numbersOfAllTypesCompareExactly() {
    List<Edm> numbers =
        List.of(
            new Edm.Real(Double.NEGATIVE_INFINITY),
            new Edm.Int64(Long.MIN_VALUE),
            new Edm.Real(-1.5),
            new Edm.Int32(0),
            new Edm.Real(0.5),
            new Edm.Int64(Long.MAX_VALUE - 1),
            new Edm.Int64(Long.MAX_VALUE),
            new Edm.Real(0x1p63),
            new Edm.Real(Double.POSITIVE_INFINITY));
    for (int one = 0; one < numbers.size(); one++) {
      for (int other = 0; other < numbers.size(); other++) {
        assertThat(numbers.get(one).compare(numbers.get(other)))
            .as("%s against %s", numbers.get(one), numbers.get(other))
            .hasValue(Integer.compare(one, other));
      }
    }
  }

  @Test
  void whatIsOfAnotherKindDoesNotCompare() {
    assertThat(new Edm.Text("1").compare(new Edm.Int32(1))).isEqualTo(OptionalInt.empty());
    assertThat(new Edm.Truth(true).compare(new Edm.Text("true"))).isEmpty();
    assertThat(new Edm.Real(Double.NaN).compare(new Edm.Int32(1))).isEmpty();
    assertThat(new Edm.Int32(1).compare(new Edm.Real(Double.NaN))).isEmpty();
  }

  @Test
  void aRowKeepsEveryType() {
    SequencedMap<String, Edm> properties = new LinkedHashMap<>();
    properties.put("z", new Edm.Text("grüße 𝄞"));
    properties.put("a", new Edm.Int32(Integer.MIN_VALUE));
    properties.put("b", new Edm.Int64(Long.MIN_VALUE));
    properties.put("c", new Edm.Real(-0.0));
    properties.put("d", new Edm.Real(Double.NaN));
    properties.put("e", new Edm.Truth(true));
    properties.put("f", new Edm.Moment(TIME));
    properties.put("g", new Edm.Guid(new UUID(-1, 7)));
    properties.put("h", new Edm.Binary(new byte[] {0, -1}));
    Entity entity = new Entity("p", "r", TIME, properties);

    Entity read = EntityRow.read("p", "r", EntityRow.write(entity));
    assertThat(read).isEqualTo(entity);
    assertThat(read.properties().keySet()).containsExactlyElementsOf(properties.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00:00.1234567Z, 2026-01-31T10:00:00.1234567Z",
    "2026-01-31T10:00:00Z,         2026-01-31T10:00:00.0000000Z",
    "2026-01-31T10:00:00,          2026-01-31T10:00:00.0000000Z",
    "2026-01-31T12:30:00+02:30,    2026-01-31T10:00:00.0000000Z",
    "2026-01-31T08:00:00-02:00,    2026-01-31T10:00:00.0000000Z",
    "2026-01-31,                   2026-01-31T00:00:00.0000000Z",
  })
  void timesAreReadInAllTheirForms(String text, String written) {
    assertThat(Timestamps.parse(text).map(Timestamps::text)).hasValue(written);
  }

  @Test
  void anETagIsAQuotedTime() {
    assertThat(Timestamps.etag(TIME)).isEqualTo("W/\"datetime'2026-01-31T10%3A00%3A00.1234567Z'\"");
    assertThat(Timestamps.parse("soon")).isEmpty();
  }
}
