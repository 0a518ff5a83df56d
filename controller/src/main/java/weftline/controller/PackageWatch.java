package weftline.controller;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.controller.Packages.Page;
import weftline.controller.Packages.Stored;
import weftline.core.Images;

/// Takes packages out of the store that have not been named for some time: by no deployment, and by
/// nothing that this controller can still go back to. Those that are named are claimed again and
/// again, so that the store itself says since when one is not; nothing is remembered here. Blocks
/// its caller.
public final class PackageWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PackageWatch.class);

  /// Longer than it takes to upload a package and to deploy it, whoever's clock is wrong.
  public static final Duration GRACE_MIN = Duration.ofHours(1);

  /// To read the ledger is work, and what was named since was claimed when it was.
  private static final Duration PAST_READ_EVERY = Duration.ofHours(1);

  private final Controller controller;
  private final Packages packages;
  private final Duration grace;
  private Optional<String> place = Optional.empty();
  private Optional<Past> past = Optional.empty();
  private String told = "";

  /// @param grace how long one stays that is not named any more
  public PackageWatch(Controller controller, Packages packages, Duration grace) {
    if (grace.compareTo(GRACE_MIN) < 0) {
      throw new IllegalArgumentException("a package is kept for an hour at least");
    }
    this.controller = controller;
    this.packages = packages;
    this.grace = grace;
  }

  /// What could be gone back to.
  private record Past(Instant read, Set<String> images) {}

  /// Looks at one page of the list; to be called every few minutes.
  public void runOnce() {
    if (!(controller.standing() instanceof Standing.Primary)) {
      place = Optional.empty();
      past = Optional.empty();
      return;
    }
    try {
      Page page = packages.list(place);
      place = page.next();
      removeSome(claimSome(page.packages()));
      tell("");
    } catch (IOException e) {
      tell(String.valueOf(e.getMessage()));
    } catch (Outage e) {
      tell(""); // another one sees to it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return those that have not been named for long
  private List<Stored> claimSome(List<Stored> all) throws IOException {
    Set<String> named = Images.of(controller.state());
    Instant now = controller.now();
    List<Stored> old = new ArrayList<>();
    for (Stored each : all) {
      Duration age = Duration.between(each.since(), now);
      if (!named.contains(each.sha256())) {
        if (age.compareTo(grace) > 0) {
          old.add(each);
        }
      } else if (age.multipliedBy(2).compareTo(grace) > 0) {
        var _ = packages.claim(each.sha256());
      }
    }
    return old;
  }

  private void removeSome(List<Stored> old) throws IOException, Outage, InterruptedException {
    if (old.isEmpty()) {
      return;
    }
    Set<String> held = past();
    controller.catchUp();
    Set<String> named = Images.of(controller.state());
    for (Stored each : old) {
      String sha256 = each.sha256();
      if (!named.contains(sha256) && !held.contains(sha256) && packages.remove(each)) {
        LOG.atInfo()
            .addKeyValue("package", sha256)
            .addKeyValue("since", each.since())
            .log("a package is removed that nothing names any more");
      }
    }
  }

  private Set<String> past() throws IOException {
    Instant now = controller.now();
    if (past.filter(each -> now.isBefore(each.read().plus(PAST_READ_EVERY))).isEmpty()) {
      past = Optional.of(new Past(now, controller.imagesHeld()));
    }
    return past.orElseThrow().images();
  }

  /// Once, not in every round.
  private void tell(String trouble) {
    if (!trouble.isEmpty() && !trouble.equals(told)) {
      LOG.atWarn()
          .addKeyValue("reason", trouble)
          .log("packages that nothing names are not removed now");
    }
    told = trouble;
  }
}
