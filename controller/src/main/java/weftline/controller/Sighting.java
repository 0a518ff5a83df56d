package weftline.controller;

import java.time.Duration;

/// What a controller said of itself when it was heard last.
///
/// @param ago how long that is
public record Sighting(Postmark postmark, Duration ago) {
  /// One that is well is heard every few tenths of a second.
  private static final Duration RECENT_MAX = Duration.ofSeconds(3);

  public boolean isRecent() {
    return ago.compareTo(RECENT_MAX) <= 0;
  }
}
