package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/// What was packed comes out again, unless it is more than it may be.
class InflatedTest {
  private static final int BYTES = 100_000;

  @Test
  void givesWhatWasPacked() throws IOException {
    try (InputStream in = Inflated.upTo(BYTES, packed())) {
      assertThat(in.readAllBytes()).hasSize(BYTES).containsOnly(7);
    }
    try (InputStream in = Inflated.of(packed())) {
      assertThat(in.read()).isEqualTo(7);
    }
  }

  @Test
  void endsWhereItShould() throws IOException {
    try (InputStream in = Inflated.of(packed())) {
      in.skipNBytes(BYTES);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void fewBytesCannotBecomeAnyNumber() throws IOException {
    byte[] packed = packed();
    assertThat(packed.length).isLessThan(BYTES / 100);

    try (InputStream in = Inflated.upTo(BYTES - 1, packed)) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("larger than can be");
    }
  }

  private static byte[] packed() throws IOException {
    byte[] content = new byte[BYTES];
    Arrays.fill(content, (byte) 7);
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }
}
