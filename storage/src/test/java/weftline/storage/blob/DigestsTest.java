package weftline.storage.blob;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.net.Response;
import weftline.storage.PlainRequest;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Which checksums are compared, and which an answer has.
final class DigestsTest {
  private static final byte[] BYTES = "123456789".getBytes(US_ASCII);
  private static final String MD5 = "JfnnlDI7RTiF9RgfG2JNCw==";
  private static final String CRC64 = "iJh5CoYUi64=";

  @Test
  void aBlobKeepsItsMd5() {
    assertThat(headers(Digests.ofBlob(request(Map.of())))).isEqualTo(MD5 + " ");
    assertThat(headers(Digests.ofBlob(request(Map.of("x-ms-content-crc64", CRC64)))))
        .isEqualTo(MD5 + " " + CRC64);
  }

  @Test
  void aPartHasTheChecksumThatItsClientKnows() {
    assertThat(headers(Digests.ofPart(request(Map.of())))).isEqualTo(" " + CRC64);
    assertThat(headers(Digests.ofPart(request(Map.of("Content-MD5", MD5))))).isEqualTo(MD5 + " ");
    assertThat(headers(Digests.ofPart(request(Map.of("x-ms-version", "2017-11-09")))))
        .isEqualTo(MD5 + " ");
    assertThat(headers(Digests.ofPart(request(Map.of("x-ms-content-crc64", CRC64)))))
        .isEqualTo(" " + CRC64);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-MD5, AAAAAAAAAAAAAAAAAAAAAA==, Md5Mismatch",
    "Content-MD5, AAAA, InvalidMd5",
    "Content-MD5, ?, InvalidMd5",
    "x-ms-content-crc64, AAAAAAAAAAA=, Crc64Mismatch",
    "x-ms-content-crc64, AAAA, InvalidHeaderValue",
    "x-ms-content-crc64, ?, InvalidHeaderValue",
  })
  void whatDoesNotFitIsRefused(String header, String value, String code) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> headers(Digests.ofPart(request(Map.of(header, value)))))
        .satisfies(refusal -> assertThat(refusal.error().code()).isEqualTo(code));
  }

  private static String headers(Digests digests) {
    Response answer = digests.update(BYTES, 0, BYTES.length).finish().addTo(Response.of(201));
    return answer.headers().first("Content-MD5").orElse("")
        + " "
        + answer.headers().first("x-ms-content-crc64").orElse("");
  }

  private static StorageRequest request(Map<String, String> headers) {
    PlainRequest request = PlainRequest.of("PUT", "/me/c/b");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.with(header.getKey(), header.getValue());
    }
    return request.authenticated();
  }
}
