package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final List<String> ended = new ArrayList<>();
  private final Patience<String> patience = new Patience<>(ended::add);

  @Test
  void endsWhatWaitsForLong() {
    patience.begin("slow");
    look(Patience.LOOKS_MAX);
    assertThat(ended).isEmpty();

    patience.look();
    look(10);

    assertThat(ended).containsExactly("slow");
  }

  @Test
  void whatHasSpokenBeginsAgain() {
    patience.begin("busy");
    look(Patience.LOOKS_MAX);
    patience.stop("busy");
    look(10);
    patience.begin("busy");
    look(Patience.LOOKS_MAX);

    assertThat(ended).isEmpty();
  }

  @Test
  void eachWaitsForItself() {
    patience.begin("first");
    look(2);
    patience.begin("second");
    look(3);
    assertThat(ended).containsExactly("first");

    look(2);
    assertThat(ended).containsExactly("first", "second");
  }

  @Test
  void aHeadThatDripsInIsCutOff() throws IOException {
    HttpLimits limits =
        new HttpLimits(Integer.MAX_VALUE / 2, 10, Duration.ofMillis(200), Duration.ofMillis(100));
    try (ServerFixture fixture =
            ServerFixture.with(
                limits, request -> CompletableFuture.completedStage(Response.of(200)));
        RawConnection connection = fixture.connect()) {
      connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("\r\n\r\n");
      connection.send("GET / HTTP/1.1\r\nx: ");

      assertThatThrownBy(() -> drip(connection)).isInstanceOf(IOException.class);
    }
  }

  private static void drip(RawConnection connection) throws IOException {
    while (true) {
      connection.send("y");
    }
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      patience.look();
    }
  }
}
