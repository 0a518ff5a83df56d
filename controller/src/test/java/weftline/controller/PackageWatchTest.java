package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weftline.core.Event;
import weftline.model.DeploymentId;
import weftline.model.PackageReference;
import weftline.model.ServiceModel;
import weftline.model.Slot;

/// Which packages go, and when.
class PackageWatchTest {
  private static final Duration GRACE = Duration.ofDays(7);
  private static final DeploymentId SHOP = new DeploymentId("d1");

  private final FakeTime time = new FakeTime();
  private final PlayedLedger ledger = new PlayedLedger(new Standing.Primary());
  private final Controller controller = Controller.open(ledger, time.time());
  private final MemoryPackages packages = new MemoryPackages(controller::now);
  private PackageWatch watch = new PackageWatch(controller, packages, GRACE);

  @Test
  void whatNobodyDeploysGoesAfterTheGrace() throws IOException {
    String old = put("old");
    time.pass(Duration.ofDays(6));
    String young = put("young");
    lookAtAll();
    assertThat(packages.find(old)).isPresent();

    time.pass(Duration.ofDays(2));
    lookAtAll();

    assertThat(packages.find(old)).isEmpty();
    assertThat(packages.find(young)).isPresent();
  }

  @Test
  void everyPageOfTheListIsLookedAt() throws IOException {
    for (int number = 0; number < 5; number++) {
      put("package " + number);
    }
    time.pass(Duration.ofDays(8));
    watch.runOnce();
    assertThat(all()).isEqualTo(3);

    lookAtAll();
    assertThat(all()).isZero();
  }

  @Test
  void whatRunsStaysAndTheGraceBeginsWhenItIsGone() throws IOException {
    String shop = put("shop");
    deploy(shop);
    for (int day = 0; day < 30; day++) {
      time.pass(Duration.ofDays(1));
      lookAtAll();
    }
    assertThat(packages.find(shop)).isPresent();

    happen(new Event.DeploymentDeleted(SHOP));
    time.pass(Duration.ofDays(3));
    lookAtAll();
    assertThat(packages.find(shop)).isPresent();

    time.pass(Duration.ofDays(5));
    lookAtAll();
    assertThat(packages.find(shop)).isEmpty();
  }

  @Test
  void anotherPrimaryKnowsNoLess() throws IOException {
    String shop = put("shop");
    deploy(shop);
    time.pass(Duration.ofDays(30));
    lookAtAll();
    happen(new Event.DeploymentDeleted(SHOP));
    time.pass(Duration.ofDays(3));
    watch = new PackageWatch(controller, packages, GRACE);
    lookAtAll();
    assertThat(packages.find(shop)).isPresent();

    time.pass(Duration.ofDays(5));
    watch = new PackageWatch(controller, packages, GRACE);
    lookAtAll();
    assertThat(packages.find(shop)).isEmpty();
  }

  @Test
  void whatCanBeGoneBackToStays() throws IOException {
    String held = put("held");
    String other = put("other");
    ledger.hold(new PlayedHistory(Set.of(held), Optional.empty()));
    time.pass(Duration.ofDays(8));
    lookAtAll();

    assertThat(packages.find(held)).isPresent();
    assertThat(packages.find(other)).isEmpty();

    ledger.hold(PlayedHistory.NONE);
    time.pass(Duration.ofHours(2));
    lookAtAll();
    assertThat(packages.find(held)).isEmpty();
  }

  @Test
  void onlyThePrimaryRemoves() throws IOException {
    String old = put("old");
    time.pass(Duration.ofDays(8));
    ledger.become(PlayedLedger.secondary(Optional.empty()));
    controller.runOnce();
    lookAtAll();

    assertThat(packages.find(old)).isPresent();
  }

  @Test
  void whatIsClaimedMeanwhileStays() throws IOException {
    String old = put("old");
    time.pass(Duration.ofDays(8));
    Packages.Stored listed = packages.list(Optional.empty()).packages().getFirst();
    assertThat(packages.claim(old)).isPresent();

    assertThat(packages.remove(listed)).isFalse();
    lookAtAll();
    assertThat(packages.find(old)).isPresent();
  }

  @Test
  void nobodyLosesWhatHeIsAboutToDeploy() {
    assertThatThrownBy(() -> new PackageWatch(controller, packages, Duration.ofMinutes(59)))
        .hasMessageContaining("an hour at least");
  }

  /// Twice through the list.
  private void lookAtAll() {
    for (int round = 0; round < 8; round++) {
      watch.runOnce();
    }
  }

  private int all() throws IOException {
    int count = 0;
    Optional<String> next = Optional.empty();
    do {
      Packages.Page page = packages.list(next);
      count += page.packages().size();
      next = page.next();
    } while (next.isPresent());
    return count;
  }

  private String put(String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return packages.put(Sha256.of(bytes), new ByteArrayInputStream(bytes)).sha256();
  }

  private void deploy(String sha256) {
    ServiceModel small = new SmallService().model();
    ServiceModel model =
        new ServiceModel(
            small.definition(), small.configuration(), new PackageReference(sha256, 1));
    happen(
        new Event.DeploymentCreated(
            SHOP, model.name(), Slot.PRODUCTION, "v1", model, controller.now()));
  }

  private void happen(Event event) {
    ledger.bring(new Entry(controller.lastEvent() + 1, controller.now(), List.of(event)));
    controller.runOnce();
  }
}
