package weftline.controller.api;

import java.util.Locale;
import java.util.Optional;
import weftline.controller.Controller;
import weftline.controller.Membership;
import weftline.controller.Postmark;
import weftline.controller.Sighting;
import weftline.controller.Standing;
import weftline.core.Keepers;

/// How a controller of the group does, as the primary hears it.
enum ControllerHealth {
  WELL,
  /// Only the primary hears of all.
  UNKNOWN,
  SILENT,
  /// Its disk takes nothing.
  FULL,
  /// It has lost what it voted, and is not believed.
  OTHER_DISK,
  /// It cannot read what is written.
  TOO_OLD;

  static ControllerHealth of(Controller controller, Membership.Member member) {
    if (!(controller.standing() instanceof Standing.Primary)) {
      return UNKNOWN;
    }
    return member
        .seen()
        .filter(Sighting::isRecent)
        .map(seen -> of(controller.state().keepers(), member.peer().name(), seen.postmark()))
        .orElse(SILENT);
  }

  private static ControllerHealth of(Keepers keepers, String name, Postmark mark) {
    Optional<String> store = keepers.store(name);
    if (store.isPresent() && !store.get().equals(mark.store())) {
      return OTHER_DISK;
    }
    if (mark.reads() < keepers.level()) {
      return TOO_OLD;
    }
    return mark.full() ? FULL : WELL;
  }

  /// For example `other-disk`.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
