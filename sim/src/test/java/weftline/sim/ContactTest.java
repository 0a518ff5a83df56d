package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import weftline.model.NodeId;

/// Who may be given up.
class ContactTest {
  private static final NodeId NODE = new NodeId("n1");

  private final Contact contact = new Contact(Duration.ofSeconds(9));

  @Test
  void aNodeThatSpeaksMayNotBeGivenUp() {
    contact.reached(NODE, at(5));
    contact.reached(NODE, at(10));

    assertThat(contact.mayBeGivenUp(NODE, at(19))).isFalse();
    assertThat(contact.mayBeGivenUp(NODE, at(20))).isTrue();
  }

  @Test
  void aSilenceThatHasJustEndedStillCounts() {
    contact.reached(NODE, at(1));
    contact.reached(NODE, at(30));

    assertThat(contact.mayBeGivenUp(NODE, at(31))).isTrue();
    assertThat(contact.mayBeGivenUp(NODE, at(30))).isTrue();
  }

  @Test
  void aSilenceOfLongAgoDoesNot() {
    contact.reached(NODE, at(1));
    for (int second = 30; second < 200; second += 5) {
      contact.reached(NODE, at(second));
    }

    assertThat(contact.mayBeGivenUp(NODE, at(201))).isFalse();
  }

  @Test
  void aNewControllerGivesEverybodyTheFullGrace() {
    contact.reached(NODE, at(1));
    contact.restart(at(100));

    assertThat(contact.mayBeGivenUp(NODE, at(109))).isFalse();
    assertThat(contact.mayBeGivenUp(NODE, at(110))).isTrue();
  }

  private static Instant at(int seconds) {
    return Instant.EPOCH.plusSeconds(seconds);
  }
}
