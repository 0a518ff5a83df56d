package weftline.core;

import java.time.Duration;
import java.time.Instant;

/// What a fault domain has suffered by our own hand; forgotten act by act as time passes.
///
/// @param spent how many acts count still, as of the time
public record Allowance(int spent, Instant since) {
  /// How many acts are left at a time.
  int left(Instant now, Healing rules) {
    return Math.max(0, rules.actsMax() - at(now, rules.actEvery()).spent);
  }

  Allowance spend(Instant now, Duration every) {
    Allowance today = at(now, every);
    return new Allowance(today.spent + 1, today.since);
  }

  private Allowance at(Instant now, Duration every) {
    long forgotten = Math.max(0, Duration.between(since, now).dividedBy(every));
    return forgotten >= spent
        ? new Allowance(0, now)
        : new Allowance(spent - (int) forgotten, since.plus(every.multipliedBy(forgotten)));
  }
}
