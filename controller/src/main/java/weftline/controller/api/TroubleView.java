package weftline.controller.api;

import java.util.Locale;
import weftline.core.Trouble;

/// Something that the fabric cannot mend by itself, as the management API shows it.
///
/// @param urgency `now`, `soon` or `later`
public record TroubleView(String urgency, String subject, String what, String cure) {
  static TroubleView of(Trouble trouble) {
    return new TroubleView(
        trouble.urgency().name().toLowerCase(Locale.ROOT),
        trouble.subject(),
        trouble.what(),
        trouble.cure());
  }
}
