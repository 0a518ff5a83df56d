package weftline.controller;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.core.Command;
import weftline.core.Keepers;
import weftline.core.Keepers.Keeper;

/// Sees to the group of controllers while this one is its primary: lets in who has caught up, has
/// written down what all can read and which disk each has, and hands over when it cannot write.
public final class GroupWatch {
  private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);

  private final Controller controller;
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

  public GroupWatch(Controller controller) {
    this.controller = controller;
  }

  /// Does what there is to do, unless the last round has not ended; to be called now and then. Ends
  /// when the round has.
  public CompletableFuture<Void> runOnce() {
    if (underWay.isDone() && controller.standing() instanceof Standing.Primary) {
      Membership group = controller.membership();
      CompletableFuture<Void> done =
          isFull(group)
              ? group.handOver()
              : group.promote().thenCompose(_ -> report(group.members()));
      underWay = done.exceptionally(GroupWatch::note);
    }
    return underWay;
  }

  private static boolean isFull(Membership group) {
    return group.members().stream()
        .filter(member -> member.role() == Membership.Role.PRIMARY)
        .flatMap(member -> member.seen().stream())
        .anyMatch(seen -> seen.postmark().full());
  }

  private CompletableFuture<Void> report(List<Membership.Member> members) {
    Keepers known = controller.state().keepers();
    int level = level(members, known);
    List<Keeper> keepers =
        members.stream().map(member -> new Keeper(member.peer().name(), store(member))).toList();
    boolean news =
        !members.isEmpty()
            && controller.isNews(new Command.ReportKeepers(controller.now(), level, keepers));
    return news
        ? controller.submit(at -> new Command.ReportKeepers(at, level, keepers)).thenAccept(_ -> {})
        : CompletableFuture.completedFuture(null);
  }

  /// Nothing rises while one of them has not been heard lately.
  private static int level(List<Membership.Member> members, Keepers known) {
    boolean all =
        members.stream().allMatch(member -> member.seen().filter(Sighting::isRecent).isPresent());
    return all
        ? members.stream()
            .flatMap(member -> member.seen().stream())
            .mapToInt(seen -> seen.postmark().reads())
            .min()
            .orElse(known.level())
        : known.level();
  }

  private static Optional<String> store(Membership.Member member) {
    return member.seen().map(Sighting::postmark).map(Postmark::store);
  }

  private static Void note(Throwable failure) {
    switch (failure instanceof CompletionException ? failure.getCause() : failure) {
      case Ledger.NotPrimary _, Outage _ -> {} // another one sees to it
      case IOException trouble ->
          LOG.atInfo()
              .addKeyValue("reason", trouble.getMessage())
              .log("cannot see to the controllers now");
      case null, default ->
          LOG.atError().setCause(failure).log("a bug keeps the controllers from being seen to");
    }
    return null;
  }
}
