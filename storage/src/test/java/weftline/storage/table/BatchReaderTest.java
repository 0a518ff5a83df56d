package weftline.storage.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.storage.BatchPart;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

final class BatchReaderTest {
  private static final String OUTER = "multipart/mixed; boundary=batch_a";
  private static final String CHANGES =
      """
      --batch_a
      Content-Type: multipart/mixed; boundary="changeset_b"

      --changeset_b
      Content-Type: application/http
      Content-Transfer-Encoding: binary

      POST http://127.0.0.1:10002/me/things HTTP/1.1
      Content-Type: application/json

      {"PartitionKey":"p","RowKey":"ü"}
      --changeset_b
      Content-Type: application/http

      DELETE /me/things(PartitionKey='p',RowKey='r') HTTP/1.1
      If-Match: *

      --changeset_b--
      --batch_a--
      """;

  private static final String QUERY =
      """
      --batch_a
      Content-Type: application/http

      GET /me/things(PartitionKey='p',RowKey='r') HTTP/1.1
      Accept: application/json

      --batch_a--
      """;

  @Test
  void aChangeSetIsTakenApart() {
    List<BatchPart> parts = read(CHANGES.replace("\n", "\r\n"));
    assertThat(parts).extracting(BatchPart::method).containsExactly("POST", "DELETE");
    assertThat(parts.getFirst().target()).isEqualTo("http://127.0.0.1:10002/me/things");
    assertThat(new String(parts.getFirst().body(), UTF_8))
        .isEqualTo("{\"PartitionKey\":\"p\",\"RowKey\":\"ü\"}");
    assertThat(parts.getLast().headers().first("if-match")).hasValue("*");
    assertThat(parts.getLast().body()).isEmpty();
  }

  @Test
  void lineFeedsAloneAreEnough() {
    assertThat(read(CHANGES)).hasSize(2);
  }

  @Test
  void aQueryStandsAlone() {
    assertThat(read(QUERY)).extracting(BatchPart::method).containsExactly("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "--batch_a",
        "--batch_a\n",
        "--batch_a--",
        "--batch_a\nno header\n\n--batch_a--",
        "--batch_a\nContent-Type: application/http\n\nGET\n--batch_a--",
        "--batch_a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nGET / HTTP/1.1\n--batch_a--",
      })
  void whatCannotBeReadIsRefused(String body) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> read(body))
        .satisfies(refusal -> assertThat(refusal.error()).isEqualTo(StorageError.INVALID_INPUT));
  }

  @Test
  void everyBeginningOfATransactionIsReadOrRefused() {
    for (int length = 0; length < CHANGES.length(); length++) {
      try {
        assertThat(read(CHANGES.substring(0, length))).hasSizeLessThanOrEqualTo(2);
      } catch (StorageException refusal) {
        assertThat(refusal.error()).isEqualTo(StorageError.INVALID_INPUT);
      }
    }
  }

  @Test
  void partsBeyondTheLimitAreNotRead() {
    String part = "--b\n\nGET / HTTP/1.1\n\n";
    String body =
        "--batch_a\nContent-Type: multipart/mixed; boundary=b\n\n"
            + part.repeat(500)
            + "--b--\n--batch_a--\n";
    assertThat(read(body)).hasSize(101);
  }

  private static List<BatchPart> read(String body) {
    return BatchReader.read(OUTER, body.getBytes(UTF_8));
  }
}
