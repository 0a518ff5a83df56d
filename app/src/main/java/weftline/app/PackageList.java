package weftline.app;

import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import weftline.controller.Packages.Page;
import weftline.controller.Packages.Stored;
import weftline.storage.StorageException;
import weftline.storage.XmlElement;

/// Reads what blob storage answers when it is asked for the blobs of a container. What cannot be a
/// package is left out: nobody else's blobs are touched.
final class PackageList {
  private PackageList() {}

  static Page read(byte[] document) throws IOException {
    try {
      XmlElement list = XmlElement.parse(document);
      List<XmlElement> blobs = list.child("Blobs").map(XmlElement::children).orElse(List.of());
      return new Page(
          blobs.stream().flatMap(blob -> stored(blob).stream()).toList(),
          list.childText("NextMarker").filter(text -> !text.isEmpty()));
    } catch (StorageException | DateTimeParseException e) {
      throw new IOException("The list of packages cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<Stored> stored(XmlElement blob) {
    Optional<String> name = blob.childText("Name").filter(text -> text.matches("[0-9a-f]{64}"));
    Optional<XmlElement> properties = blob.child("Properties");
    Optional<Instant> since =
        properties.flatMap(each -> each.childText("Last-Modified")).map(PackageList::time);
    Optional<String> tag = properties.flatMap(each -> each.childText("Etag"));
    return name.isPresent() && since.isPresent() && tag.isPresent()
        ? Optional.of(new Stored(name.get(), since.get(), quoted(tag.get())))
        : Optional.empty();
  }

  private static Instant time(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /// As it stands in a header; in a list it has no quotes.
  private static String quoted(String tag) {
    return tag.startsWith("\"") ? tag : '"' + tag + '"';
  }
}
