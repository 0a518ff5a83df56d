package weftline.controller.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.controller.Controller;
import weftline.controller.Membership.Member;
import weftline.controller.Postmark;
import weftline.controller.Sighting;
import weftline.core.FabricLevel;
import weftline.core.Trouble;
import weftline.core.Trouble.Urgency;

/// Lists what is wrong with the controllers themselves.
final class GroupTroubles {
  private static final Duration MINUTES_FROM = Duration.ofMinutes(2);

  private final Controller controller;

  private GroupTroubles(Controller controller) {
    this.controller = controller;
  }

  static List<Trouble> of(Controller controller) {
    GroupTroubles troubles = new GroupTroubles(controller);
    return controller.membership().members().stream()
        .flatMap(member -> troubles.of(member).stream())
        .toList();
  }

  private Optional<Trouble> of(Member member) {
    String name = member.peer().name();
    return switch (ControllerHealth.of(controller, member)) {
      case UNKNOWN -> Optional.empty();
      case WELL -> behind(member);
      case SILENT ->
          trouble(
              Urgency.SOON,
              member,
              "it is not heard" + member.seen().map(GroupTroubles::since).orElse(""),
              ("start it again; if its machine is gone for good, `wfl controllers remove %s` and"
                      + " add another one")
                  .formatted(name));
      case FULL -> trouble(Urgency.SOON, member, "its disk is full", "free some space on its disk");
      case OTHER_DISK ->
          trouble(
              Urgency.SOON,
              member,
              "it came back with another disk, and is not believed",
              "`wfl controllers remove %s`, then start it under a new name and add it"
                  .formatted(name));
      case TOO_OLD ->
          trouble(
              Urgency.SOON,
              member,
              "it runs %s and cannot read what is written".formatted(version(member)),
              "start the version that the others have");
    };
  }

  /// In the middle of an upgrade of the controllers, until all have been upgraded.
  private Optional<Trouble> behind(Member member) {
    int level = controller.state().keepers().level();
    boolean rising = level < FabricLevel.HIGHEST.number();
    return member
        .seen()
        .filter(seen -> rising && seen.postmark().reads() <= level)
        .flatMap(_ ->
            trouble(
                Urgency.LATER,
                member,
                "it runs %s and keeps the fabric at level %d".formatted(version(member), level),
                "start the version that the others have"));
  }

  private static String version(Member member) {
    return member.seen().map(Sighting::postmark).map(Postmark::version).orElse("");
  }

  private static String since(Sighting seen) {
    return seen.ago().compareTo(MINUTES_FROM) < 0
        ? " for %d s".formatted(seen.ago().toSeconds())
        : " for %d min".formatted(seen.ago().toMinutes());
  }

  private static Optional<Trouble> trouble(
      Urgency urgency, Member member, String what, String cure) {
    return Optional.of(new Trouble(urgency, "controller " + member.peer().name(), what, cure));
  }

  /// Together with others, most urgent first.
  static List<Trouble> with(Controller controller, List<Trouble> others) {
    return Stream.concat(of(controller).stream(), others.stream()).sorted().toList();
  }
}
