package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three controllers in trouble.
class GroupStoryTest {
  private static final int ACTIONS = 60;

  /// A promise that is broken is an exception.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noTwoPrimariesCommitAndNothingAcknowledgedIsLost(long seed) {
    GroupStory.Outcome outcome = GroupStory.tell(seed, ACTIONS);

    assertThat(outcome.acknowledged()).isPositive();
    assertThat(outcome.failovers()).isPositive();
  }

  @Test
  void sameSeedSameStory() {
    assertThat(GroupStory.tell(42, ACTIONS)).isEqualTo(GroupStory.tell(42, ACTIONS));
  }
}
