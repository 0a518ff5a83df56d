package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// Memory that is lent and comes back.
final class BodyBuffersTest {
  private final BodyBuffers buffers = new BodyBuffers();

  @Test
  void liesOutsideOfTheHeapAtTheBeginningOfAPage() {
    var memory = buffers.take();

    assertThat(memory.isDirect()).isTrue();
    assertThat(memory.remaining()).isEqualTo(BodyBuffers.BYTES);
    assertThat(memory.alignmentOffset(0, 4_096)).isZero();
  }

  @Test
  void isUsedAgainAndIsEmptyThen() {
    ByteBuffer memory = buffers.take().put((byte) 1).limit(7);

    buffers.giveBack(memory);

    assertThat(buffers.take()).isSameAs(memory).matches(same -> same.position() == 0);
    assertThat(memory.limit()).isEqualTo(memory.capacity());
  }

  @Test
  void nobodyGetsWhatSomebodyHas() {
    assertThat(buffers.take()).isNotSameAs(buffers.take());
  }
}
