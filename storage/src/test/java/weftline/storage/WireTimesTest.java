package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimesTest {
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  @Test
  void writesAndReadsWhatTheLibraryWrites() {
    DateTimeFormatter library =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(LAST));
      String text = library.format(time);
      assertThat(WireTimes.http(time.plusMillis(999))).isEqualTo(text);
      assertThat(WireTimes.parseHttp(text)).contains(time);
      assertThat(WireTimes.parseIso(WireTimes.iso(time))).contains(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "Sun, 31 Jan 2026 10:00:00 GMT",
        "Sat, 32 Jan 2026 10:00:00 GMT",
        "Sat, 31 Foo 2026 10:00:00 GMT",
        "Sat, 31 Jan 2026 25:00:00 GMT",
        "2026-01-31T10:00:00Z"
      })
  void whatIsNoTimeOfHttpIsNotRead(String text) {
    assertThat(WireTimes.parseHttp(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-31T00:00:00Z",
    "2026-01-31T10:20Z, 2026-01-31T10:20:00Z",
    "2026-01-31T10:20:30, 2026-01-31T10:20:30Z",
    "2026-01-31T10:20:30.1234567Z, 2026-01-31T10:20:30.123456700Z"
  })
  void readsTheOtherFormsOfSignatures(String text, Instant time) {
    assertThat(WireTimes.parseIso(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-02-30T10:00:00Z", "2026-01-31T24:00:01Z", "2026-1-31", "soon"})
  void whatIsNoTimeOfSignaturesIsNotRead(String text) {
    assertThat(WireTimes.parseIso(text)).isEmpty();
  }
}
