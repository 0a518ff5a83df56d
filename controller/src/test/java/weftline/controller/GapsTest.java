package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Who is heard late is waited for longer, for a while.
class GapsTest {
  private static final Peer ONE = new Peer("c1", "127.0.0.1:1");
  private static final Peer OTHER = new Peer("c2", "127.0.0.1:2");

  private final Gaps gaps = new Gaps(Duration.ofMillis(500));

  @Test
  void patienceIsAsUsualWhileTheyAreInTime() {
    heard(ONE, 1, 0, 100, 250, 400, 500);

    assertThat(patience(510)).isEqualTo(1);
  }

  @Test
  void itGrowsWithTheLongestGapUpToALimit() {
    heard(ONE, 1, 0, 100, 500);
    assertThat(patience(500)).isEqualTo(1.6);

    heard(OTHER, 1, 100, 850);
    assertThat(patience(900)).isEqualTo(3);

    heard(ONE, 1, 9_000);
    assertThat(patience(9_000)).isEqualTo(4);
  }

  @Test
  void itIsAsUsualAgainAfterAWhile() {
    heard(ONE, 1, 0, 450);
    assertThat(patience(10_500)).isEqualTo(1.8);
    assertThat(patience(31_000)).isEqualTo(1);
  }

  @Test
  void anElectionIsNoGap() {
    heard(ONE, 1, 0);
    heard(ONE, 2, 900);

    assertThat(patience(1_000)).isEqualTo(1);
  }

  private void heard(Peer sender, int term, long... millis) {
    for (long at : millis) {
      gaps.heard(sender, term, Duration.ofMillis(at).toNanos());
    }
  }

  private double patience(long millis) {
    return gaps.patience(Duration.ofMillis(millis).toNanos());
  }
}
