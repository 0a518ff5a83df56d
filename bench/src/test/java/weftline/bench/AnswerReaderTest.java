package weftline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final String WITH_LENGTH = "HTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello";
  private static final String CHUNKED =
      "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";
  private static final String EMPTY = "HTTP/1.1 204 No Content\r\nETag: \"1\"\r\n\r\n";

  private final AnswerReader reader = new AnswerReader(true);

  @ParameterizedTest
  @ValueSource(strings = {WITH_LENGTH, CHUNKED, EMPTY})
  void readsWhatComesByteByByte(String wire) {
    for (int i = 0; i < wire.length() - 1; i++) {
      assertThat(reader.read(buffer(wire.substring(i, i + 1)))).isEmpty();
    }

    Optional<Answer> answer = reader.read(buffer(wire.substring(wire.length() - 1)));

    assertThat(answer).isPresent();
    assertThat(answer.get().status()).isEqualTo(Integer.parseInt(wire.substring(9, 12)));
    assertThat(answer.get().text()).isEqualTo(wire.equals(EMPTY) ? "" : "hello");
  }

  @Test
  void leavesTheNextAnswerAlone() {
    ByteBuffer in = buffer(WITH_LENGTH + CHUNKED + EMPTY);

    assertThat(reader.read(in).map(Answer::status)).contains(200);
    assertThat(reader.read(in).map(Answer::status)).contains(201);
    assertThat(reader.read(in).map(Answer::status)).contains(204);
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void countsWhatIsNotWanted() {
    Optional<Answer> answer = new AnswerReader(false).read(buffer(WITH_LENGTH));

    assertThat(answer.map(Answer::text)).contains("");
  }

  @Test
  void aHeadHasALimit() {
    String head = "HTTP/1.1 200 OK\r\nx: " + "y".repeat(40_000);

    assertThatThrownBy(() -> reader.read(buffer(head)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("longer");
  }

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
