package weftline.controller;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weftline.core.Event;
import weftline.core.Keepers;

/// Who a controller is among the others, and whether it may keep their ledger.
///
/// @param store the name of its disk, which it has for life
record Passport(Peer peer, Edition edition, String store) {
  /// Why it must not go on with a ledger that says so.
  Optional<String> objection(Keepers keepers) {
    return objection(keepers.level())
        .or(() ->
            keepers
                .store(peer.name())
                .filter(known -> !known.equals(store))
                .map(_ -> otherDisk(peer.name())));
  }

  private Optional<String> objection(int level) {
    return level <= edition.reads()
        ? Optional.empty()
        : Optional.of(
            "The fabric is at level %d; this Weftline (%s) reads up to level %d."
                    .formatted(level, edition.version(), edition.reads())
                + " There is no way back to an earlier level: start the version that ran here"
                + " before, or a newer one.");
  }

  /// For a start: also what is not agreed on yet must be readable.
  void requireFit(Position position, List<Entry> tail) throws IOException {
    Optional<String> objection =
        objection(position.state().keepers())
            .or(() ->
                tail.stream()
                    .flatMap(entry -> entry.events().stream())
                    .flatMap(event -> objection(event).stream())
                    .findFirst());
    if (objection.isPresent()) {
      throw new IOException(objection.get());
    }
  }

  private Optional<String> objection(Event event) {
    return event instanceof Event.LevelRaised(var level) ? objection(level) : Optional.empty();
  }

  /// What is wrong with a letter, for whoever has sent it.
  Optional<String> objection(Letter letter, Keepers keepers) {
    String sender = letter.sender().name();
    if (sender.equals(peer.name())) {
      return Optional.of(
          "There are two controllers with the name %s. Give each its own.".formatted(sender));
    }
    return keepers
        .store(sender)
        .filter(known -> letter.postmark().filter(mark -> mark.store().equals(known)).isEmpty())
        .map(_ -> otherDisk(sender));
  }

  private static String otherDisk(String controller) {
    return "The controller %s is known with another disk. On this one it does not know what it"
            .formatted(controller)
        + " has voted, so it may not take part: take it out with `wfl controllers remove %s`,"
            .formatted(controller)
        + " then start it under a new name and let it in with `wfl controllers add`.";
  }
}
