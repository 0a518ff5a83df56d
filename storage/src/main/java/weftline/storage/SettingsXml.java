package weftline.storage;

import java.util.regex.Pattern;

/// Reads and writes the settings of a service as the document that clients send and get.
final class SettingsXml {
  static final String TWO_METRICS_AND_CORS = "2013-08-15";
  static final String SOFT_DELETE = "2017-07-29";
  static final String WEBSITE = "2018-03-28";

  private static final String ROOT = "StorageServiceProperties";
  private static final Pattern VERSION = Pattern.compile("20\\d\\d-[01]\\d-[0-3]\\d");

  private SettingsXml() {}

  /// The settings with those changed that the document names; the others stay.
  static ServiceSettings changed(ServiceSettings before, XmlElement document, ServiceKind service) {
    if (!document.name().equals(ROOT)) {
      throw new StorageException(StorageError.INVALID_XML_DOCUMENT);
    }
    ServiceSettings settings = before;
    for (XmlElement part : document.children()) {
      settings =
          switch (part.name()) {
            case "Logging" -> settings.withLogging(LoggingSettings.read(part));
            case "HourMetrics", "Metrics" -> settings.withHours(MetricsSettings.read(part));
            case "MinuteMetrics" -> settings.withMinutes(MetricsSettings.read(part));
            case "Cors" -> settings.withCors(part.children().stream().map(CorsRule::read).toList());
            default -> settings.withBlob(changed(settings.blob(), part, service));
          };
    }
    return settings;
  }

  private static BlobSettings changed(BlobSettings before, XmlElement part, ServiceKind service) {
    if (service != ServiceKind.BLOB) {
      throw unsupported(part);
    }
    return switch (part.name()) {
      case "DefaultServiceVersion" -> before.withDefaultVersion(version(part.text()));
      case "DeleteRetentionPolicy" -> before.withDeletedBlobs(RetentionPolicy.read(part));
      case "ContainerDeleteRetentionPolicy" ->
          before.withDeletedContainers(RetentionPolicy.read(part));
      case "StaticWebsite" -> before.withWebsite(StaticWebsite.read(part));
      default -> throw unsupported(part);
    };
  }

  private static String version(String text) {
    if (!VERSION.matcher(text).matches()) {
      throw new StorageException(StorageError.INVALID_XML_NODE_VALUE)
          .withDetail("XmlNodeName", "DefaultServiceVersion")
          .withDetail("XmlNodeValue", text);
    }
    return text;
  }

  private static StorageException unsupported(XmlElement part) {
    return new StorageException(StorageError.UNSUPPORTED_XML_NODE)
        .withDetail("XmlNodeName", part.name());
  }

  /// @param version in whose form; a newer one may have more parts
  static XmlWriter write(ServiceSettings settings, ServiceKind service, String version) {
    boolean old = version.compareTo(TWO_METRICS_AND_CORS) < 0;
    XmlWriter xml = new XmlWriter().start(ROOT);
    settings.logging().write(xml);
    settings.hours().write(xml, old ? "Metrics" : "HourMetrics");
    if (!old) {
      settings.minutes().write(xml, "MinuteMetrics");
      xml.start("Cors");
      settings.cors().forEach(rule -> rule.write(xml));
      xml.end();
    }
    if (service == ServiceKind.BLOB) {
      write(settings.blob(), xml, version);
    }
    return xml.end();
  }

  private static void write(BlobSettings settings, XmlWriter xml, String version) {
    settings.defaultVersion().ifPresent(text -> xml.element("DefaultServiceVersion", text));
    if (version.compareTo(SOFT_DELETE) >= 0) {
      settings.deletedBlobs().write(xml, "DeleteRetentionPolicy");
    }
    if (settings.deletedContainers().days().isPresent()) {
      settings.deletedContainers().write(xml, "ContainerDeleteRetentionPolicy");
    }
    if (version.compareTo(WEBSITE) >= 0) {
      settings.website().write(xml);
    }
  }
}
