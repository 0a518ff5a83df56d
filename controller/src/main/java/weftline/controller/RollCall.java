package weftline.controller;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the controllers have said of themselves with their letters, and when they did last. All
/// write to the primary; the others hear of it alone.
final class RollCall {
  private final Peer self;
  private final Supplier<Postmark> own;
  private final LongSupplier nanos;
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();

  /// @param own what this controller says of itself
  RollCall(Peer self, Supplier<Postmark> own, LongSupplier nanos) {
    this.self = self;
    this.own = own;
    this.nanos = nanos;
  }

  /// Where this controller really is.
  Peer self() {
    return self;
  }

  /// One of an earlier version says nothing of itself, and counts as not heard.
  void note(Letter letter) {
    letter
        .postmark()
        .ifPresent(mark -> heard.put(letter.sender().name(), new Heard(mark, nanos.getAsLong())));
  }

  Optional<Sighting> of(String controller) {
    return controller.equals(self.name())
        ? Optional.of(new Sighting(own.get(), Duration.ZERO))
        : Optional.ofNullable(heard.get(controller)).map(this::sighting);
  }

  private Sighting sighting(Heard last) {
    return new Sighting(last.postmark(), Duration.ofNanos(nanos.getAsLong() - last.at()));
  }

  /// What somebody said, and when.
  private record Heard(Postmark postmark, long at) {}
}
