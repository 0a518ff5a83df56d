package weftline.storage;

import java.util.Optional;

/// How many days something is kept that is of no more use; without days the policy is off.
///
/// @param permanentDelete whether a client may end the keeping early
record RetentionPolicy(Optional<Integer> days, boolean permanentDelete) {
  static final RetentionPolicy OFF = new RetentionPolicy(Optional.empty(), false);

  private static final int DAYS_MAX = 365;

  static RetentionPolicy read(XmlElement element) {
    return new RetentionPolicy(
        element.flag("Enabled")
            ? Optional.of(element.number("Days", 1, DAYS_MAX))
            : Optional.empty(),
        element.child("AllowPermanentDelete").isPresent() && element.flag("AllowPermanentDelete"));
  }

  void write(XmlWriter xml, String name) {
    xml.start(name).element("Enabled", Boolean.toString(days.isPresent()));
    days.ifPresent(number -> xml.element("Days", number));
    if (permanentDelete) {
      xml.element("AllowPermanentDelete", "true");
    }
    xml.end();
  }
}
