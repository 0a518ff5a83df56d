package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Who is called after whom.
class TurnoverTest {
  private static final URI FIRST = URI.create("http://10.0.0.1:7400");
  private static final URI SECOND = URI.create("http://10.0.0.2:7400");

  private final Turnover turnover = new Turnover(List.of(FIRST, SECOND));

  @Test
  void staysWithOneThatAnswers() throws IOException {
    assertThat(turnover.<URI>call(server -> server)).isEqualTo(FIRST);
    assertThat(turnover.<URI>call(server -> server)).isEqualTo(FIRST);
  }

  @Test
  void goesOnToTheNextAndAround() throws IOException {
    fail();
    assertThat(turnover.<URI>call(server -> server)).isEqualTo(SECOND);
    fail();
    assertThat(turnover.<URI>call(server -> server)).isEqualTo(FIRST);
  }

  @Test
  void endsAWaitWithOneThatFailedSomebodyElse() throws IOException {
    CompletableFuture<Void> unwanted = turnover.<CompletableFuture<Void>>poll((_, over) -> over);

    fail();

    assertThat(unwanted).isCompleted();
    assertThat(turnover.<CompletableFuture<Void>>poll((_, over) -> over)).isNotDone();
  }

  @Test
  void wantsSomebodyToCall() {
    assertThatThrownBy(() -> new Turnover(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private void fail() {
    assertThatThrownBy(() ->
            turnover.<URI>call(_ -> {
              throw new IOException("gone");
            }))
        .hasMessage("gone");
  }
}
