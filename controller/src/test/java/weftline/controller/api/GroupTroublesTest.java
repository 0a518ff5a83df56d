package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.controller.Controller;
import weftline.controller.Entry;
import weftline.controller.Membership.Member;
import weftline.controller.Membership.Role;
import weftline.controller.Peer;
import weftline.controller.PlayedLedger;
import weftline.controller.Postmark;
import weftline.controller.Sighting;
import weftline.controller.Standing;
import weftline.controller.Time;
import weftline.core.Event;
import weftline.core.FabricLevel;
import weftline.core.Trouble;
import weftline.core.Trouble.Urgency;

/// What people are told about the controllers.
class GroupTroublesTest {
  private static final Duration NOW = Duration.ZERO;
  private static final Postmark WELL =
      new Postmark(FabricLevel.HIGHEST.number(), "1.2", "disk2", false);
  private static final Postmark EARLIER = new Postmark(1, "1.1", "disk2", false);

  private final PlayedLedger ledger = new PlayedLedger(new Standing.Primary());
  private final Controller controller =
      Controller.open(ledger, new Time(() -> Instant.EPOCH, () -> 0));

  @Test
  void nothingIsSaidOfThoseThatAreWell() {
    rise();

    assertThat(of(seen(WELL, NOW))).isEmpty();
  }

  @Test
  void whoIsSilentIsNamed() {
    assertThat(of(seen(WELL, Duration.ofSeconds(40))))
        .containsExactly(
            trouble(
                Urgency.SOON,
                "it is not heard for 40 s",
                "start it again; if its machine is gone for good, `wfl controllers remove c2` and"
                    + " add another one"));
    assertThat(of(seen(WELL, Duration.ofHours(1))).getFirst().what())
        .isEqualTo("it is not heard for 60 min");
    assertThat(of(Optional.empty()).getFirst().what()).isEqualTo("it is not heard");
  }

  @Test
  void onlyThePrimaryKnows() {
    ledger.become(PlayedLedger.secondary(Optional.empty()));
    controller.runOnce();

    assertThat(of(seen(WELL, Duration.ofHours(1)))).isEmpty();
    assertThat(health(Optional.empty())).isEqualTo("unknown");
  }

  @Test
  void aFullDiskIsNamed() {
    rise();

    assertThat(of(seen(new Postmark(FabricLevel.HIGHEST.number(), "1.2", "disk2", true), NOW)))
        .containsExactly(trouble(Urgency.SOON, "its disk is full", "free some space on its disk"));
  }

  @Test
  void whoCameBackWithAnotherDiskIsNamed() {
    rise();
    Optional<Sighting> empty =
        seen(new Postmark(FabricLevel.HIGHEST.number(), "1.2", "disk9", false), NOW);

    assertThat(health(empty)).isEqualTo("other-disk");
    assertThat(of(empty).getFirst().cure()).startsWith("`wfl controllers remove c2`, then start");
  }

  @Test
  void whoCannotReadIsNamed() {
    rise();

    assertThat(of(seen(EARLIER, NOW)))
        .containsExactly(
            trouble(
                Urgency.SOON,
                "it runs 1.1 and cannot read what is written",
                "start the version that the others have"));
  }

  @Test
  void whoKeepsTheLevelLowIsNamed() {
    assertThat(of(seen(EARLIER, NOW)))
        .containsExactly(
            trouble(
                Urgency.LATER,
                "it runs 1.1 and keeps the fabric at level 1",
                "start the version that the others have"));
    assertThat(of(seen(WELL, NOW))).isEmpty();
  }

  @Test
  void theyStandAmongTheOthers() {
    ledger.group(member(Optional.empty()));
    Trouble now = new Trouble(Urgency.NOW, "fabric", "healing stands still", "");
    Trouble later = new Trouble(Urgency.LATER, "n1", "it is lost", "");

    assertThat(GroupTroubles.with(controller, List.of(later, now)))
        .extracting(Trouble::subject)
        .containsExactly("fabric", "controller c2", "n1");
  }

  private void rise() {
    ledger.bring(
        new Entry(
            1,
            Instant.EPOCH,
            List.of(
                new Event.LevelRaised(FabricLevel.HIGHEST.number()),
                new Event.ControllerKnown("c2", "disk2"))));
    controller.runOnce();
  }

  private List<Trouble> of(Optional<Sighting> seen) {
    ledger.group(member(seen));
    return GroupTroubles.of(controller);
  }

  private String health(Optional<Sighting> seen) {
    return ControllerHealth.of(controller, member(seen)).word();
  }

  private static Member member(Optional<Sighting> seen) {
    return new Member(new Peer("c2", "10.0.0.2:7400"), Role.SECONDARY, seen);
  }

  private static Optional<Sighting> seen(Postmark mark, Duration ago) {
    return Optional.of(new Sighting(mark, ago));
  }

  private static Trouble trouble(Urgency urgency, String what, String cure) {
    return new Trouble(urgency, "controller c2", what, cure);
  }
}
