package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Rows come back as they were written.
class RowTest {
  @Test
  void readsWhatItWrites() {
    Instant time = Instant.parse("2026-01-31T10:00:00.123456789Z");
    byte[] row =
        new RowWriter()
            .number(0)
            .number(Long.MIN_VALUE)
            .number(Long.MAX_VALUE)
            .number(-1)
            .flag(true)
            .text("grün")
            .bytes(new byte[] {1, 2})
            .texts(Map.of("a", "b", "c", ""))
            .instant(time)
            .toBytes();

    RowReader reader = new RowReader(row);

    assertThat(reader.number()).isZero();
    assertThat(reader.number()).isEqualTo(Long.MIN_VALUE);
    assertThat(reader.number()).isEqualTo(Long.MAX_VALUE);
    assertThat(reader.smallNumber()).isEqualTo(-1);
    assertThat(reader.flag()).isTrue();
    assertThat(reader.text()).isEqualTo("grün");
    assertThat(reader.bytes()).containsExactly(1, 2);
    assertThat(reader.texts()).isEqualTo(Map.of("a", "b", "c", ""));
    assertThat(reader.hasMore()).isTrue();
    assertThat(reader.instant()).isEqualTo(time);
    assertThat(reader.hasMore()).isFalse();
  }

  @Test
  void keepsSmallNumbersSmall() {
    assertThat(new RowWriter().number(63).toBytes()).hasSize(1);
    assertThat(new RowWriter().number(-64).toBytes()).hasSize(1);
    assertThat(new RowWriter().number(64).toBytes()).hasSize(2);
  }
}
