package weftline.storage;

/// Which requests a service is to log. Kept for clients that ask; this server logs by its own
/// rules.
record LoggingSettings(
    String version, boolean delete, boolean read, boolean write, RetentionPolicy retention) {
  static final LoggingSettings OFF =
      new LoggingSettings("1.0", false, false, false, RetentionPolicy.OFF);

  static LoggingSettings read(XmlElement element) {
    return new LoggingSettings(
        element.requiredText("Version"),
        element.flag("Delete"),
        element.flag("Read"),
        element.flag("Write"),
        RetentionPolicy.read(element.required("RetentionPolicy")));
  }

  void write(XmlWriter xml) {
    xml.start("Logging")
        .element("Version", version)
        .element("Delete", Boolean.toString(delete))
        .element("Read", Boolean.toString(read))
        .element("Write", Boolean.toString(write));
    retention.write(xml, "RetentionPolicy");
    xml.end();
  }
}
