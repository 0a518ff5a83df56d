package weftline.storage.blob;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class Crc64Test {
  @Test
  void hasTheCheckValueOfTheAlgorithm() {
    Crc64 crc = new Crc64();
    crc.update("123456789".getBytes(US_ASCII));

    assertThat(crc.getValue()).isEqualTo(0xAE8B14860A799888L);
    assertThat(crc.encoded()).isEqualTo("iJh5CoYUi64=");
    assertThat(Crc64.encoded(new byte[0])).isEqualTo("AAAAAAAAAAA=");
  }

  @Test
  void doesNotDependOnHowTheBytesAreCut() {
    byte[] bytes = new byte[1_000];
    new Random(4711).nextBytes(bytes);
    for (int cut = 0; cut < 20; cut++) {
      Crc64 parts = new Crc64();
      parts.update(bytes, 0, cut);
      parts.update(bytes, cut, bytes.length - cut);
      Crc64 single = new Crc64();
      for (byte each : bytes) {
        single.update(each);
      }

      assertThat(parts.encoded()).isEqualTo(Crc64.encoded(bytes)).isEqualTo(single.encoded());
      parts.reset();
      assertThat(parts.getValue()).isZero();
    }
  }
}
