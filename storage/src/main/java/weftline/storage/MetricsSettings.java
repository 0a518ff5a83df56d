package weftline.storage;

import java.util.Optional;

/// Which figures a service is to gather. Kept for clients that ask; this server gathers its own.
///
/// @param includeApis whether for each operation; absent where metrics are off
record MetricsSettings(
    String version, boolean enabled, Optional<Boolean> includeApis, RetentionPolicy retention) {
  static final MetricsSettings OFF =
      new MetricsSettings("1.0", false, Optional.empty(), RetentionPolicy.OFF);

  static MetricsSettings read(XmlElement element) {
    boolean enabled = element.flag("Enabled");
    return new MetricsSettings(
        element.childText("Version").orElse("1.0"),
        enabled,
        enabled ? Optional.of(element.flag("IncludeAPIs")) : Optional.empty(),
        element.child("RetentionPolicy").map(RetentionPolicy::read).orElse(RetentionPolicy.OFF));
  }

  void write(XmlWriter xml, String name) {
    xml.start(name).element("Version", version).element("Enabled", Boolean.toString(enabled));
    includeApis.ifPresent(each -> xml.element("IncludeAPIs", Boolean.toString(each)));
    retention.write(xml, "RetentionPolicy");
    xml.end();
  }
}
