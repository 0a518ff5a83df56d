package weftline.storage.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.kv.Key;

final class LaneTest {
  private final Lane lane = new Lane(key(0));

  @Test
  void aTurnIsClaimedByOneUntilItIsReleased() {
    assertThat(lane.claim(key(1))).isTrue();
    assertThat(lane.claim(key(1))).isFalse();
    assertThat(lane.claim(key(2))).isTrue();
    lane.release(List.of(key(1)));
    assertThat(lane.claim(key(1))).isTrue();
  }

  @Test
  void aSearchStartsWhereTheLastOneFoundSomething() {
    assertThat(lane.search().from()).isEqualTo(key(0));
    lane.end(lane.search(), key(5));
    assertThat(lane.search().from()).isEqualTo(key(5));
  }

  @Test
  void aTurnThatArrivesLowersTheStart() {
    lane.end(lane.search(), key(5));
    arrive(3);
    assertThat(lane.head()).isEqualTo(key(3));
    arrive(7);
    assertThat(lane.search().from()).isEqualTo(key(3));
  }

  @Test
  void aTurnThatArrivedDuringASearchIsNotLost() {
    Lane.Search search = lane.search();
    arrive(3);
    lane.end(search, key(5));
    assertThat(lane.search().from()).isEqualTo(key(3));
  }

  @Test
  void aTurnThatIsStillArrivingIsNotLost() {
    lane.arrive(List.of(key(3)));
    lane.end(lane.search(), key(5));
    assertThat(lane.search().from()).isEqualTo(key(3));
    lane.end(lane.search(), key(6));
    lane.arrived(List.of(key(3)));
    assertThat(lane.head()).isEqualTo(key(3));
  }

  @Test
  void aTurnThatWasArrivingWhenTheSearchBeganAndArrivedSinceIsNotLost() {
    lane.arrive(List.of(key(3)));
    Lane.Search search = lane.search();
    lane.arrived(List.of(key(3)));
    lane.end(search, key(5));
    assertThat(lane.head()).isEqualTo(key(3));
  }

  @Test
  void theCountIsUnknownUntilSomebodyCounts() {
    lane.add(1);
    assertThat(lane.count()).isEmpty();
    lane.counted(5);
    lane.add(-2);
    assertThat(lane.count()).hasValue(3);
    lane.add(-9);
    assertThat(lane.count()).hasValue(0);
  }

  private void arrive(int turn) {
    lane.arrive(List.of(key(turn)));
    lane.arrived(List.of(key(turn)));
  }

  private static Key key(int number) {
    return Key.of(new byte[] {(byte) number});
  }
}
