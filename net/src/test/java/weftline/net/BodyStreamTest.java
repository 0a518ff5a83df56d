package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A body between two threads: nothing is lost, and no more is asked for than was taken.
final class BodyStreamTest {
  private final List<Long> asked = new ArrayList<>();
  private final BodyStream stream = new BodyStream(asked::add);

  @Test
  void buffersBecomeOneStream() throws IOException {
    stream.add(Buffer.buffer("ab"));
    stream.add(Buffer.buffer("c"));
    stream.end();

    assertThat(stream.read()).isEqualTo('a');
    assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("bc");
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.read(new byte[0])).isZero();
  }

  @Test
  void moreIsAskedForWhenSomeAreTaken() throws IOException {
    for (int each = 0; each < 9; each++) {
      stream.add(Buffer.buffer("xy"));
    }

    stream.readNBytes(8);
    assertThat(asked).containsExactly(8L);
    stream.readNBytes(1);
    assertThat(asked).containsExactly(8L, 4L);
    stream.readNBytes(8);
    assertThat(asked).containsExactly(8L, 4L, 4L);
  }

  @Test
  void allThatIsLeftIsHandedOn() throws IOException {
    var out = new ByteArrayOutputStream();
    stream.add(Buffer.buffer("abc"));
    stream.add(Buffer.buffer(""));
    stream.add(Buffer.buffer("de"));
    stream.end();

    assertThat(stream.read()).isEqualTo('a');
    assertThat(stream.transferTo(out)).isEqualTo(4);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("bcde");
    assertThat(stream.transferTo(out)).isZero();
  }

  @Test
  void whatCameBeforeTheBreakIsRead() throws IOException {
    stream.add(Buffer.buffer("half"));
    stream.fail(new IOException("reset"));

    assertThat(stream.readNBytes(4)).isEqualTo("half".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(stream::read)
        .isInstanceOf(ClientGoneException.class)
        .hasRootCauseMessage("reset");
  }

  @Test
  void aReaderWaitsForTheNextBuffer() throws Exception {
    var writer =
        Thread.ofVirtual()
            .start(() -> {
              stream.add(Buffer.buffer("late"));
              stream.end();
            });

    assertThat(stream.readAllBytes()).hasSize(4);
    writer.join();
  }

  @Test
  void aReaderThatIsInterruptedStops() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(stream::read).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
