package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Who takes part in which story.
class CastTest {
  @Test
  void oneStoryOfFourHasAGroup() {
    List<Cast> casts = LongStream.range(0, 200).mapToObj(Cast::of).toList();

    assertThat(casts).filteredOn(Cast::isGroup).hasSize(50);
    assertThat(casts).filteredOn(Cast::earlierControllers).hasSize(25).allMatch(Cast::isGroup);
    assertThat(casts).filteredOn(cast -> cast.earlierAgents() > 0).hasSize(74);
    assertThat(casts).filteredOn(Cast::racks).hasSize(96);
  }

  @Test
  void saysWhoTakesPart() {
    assertThat(Cast.PLAIN).hasToString("1 controller");
    assertThat(new Cast(3, true, 2, true))
        .hasToString(
            "3 controllers, of an earlier version at first, 2 agents of an earlier version,"
                + " racks that report together");
  }

  @Test
  void whoIsAloneIsNeverOlder() {
    assertThatThrownBy(() -> new Cast(1, true, 0, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
