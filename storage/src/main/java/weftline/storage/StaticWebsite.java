package weftline.storage;

import java.util.Optional;

/// Whether and how the blobs of the container `$web` are served as a site.
///
/// @param indexDocument the name of the page that stands for a folder
/// @param errorDocument the path of the page that stands for all that is absent
/// @param defaultIndex the path of the page that stands for every folder instead
record StaticWebsite(
    boolean enabled,
    Optional<String> indexDocument,
    Optional<String> errorDocument,
    Optional<String> defaultIndex) {
  static final StaticWebsite OFF =
      new StaticWebsite(false, Optional.empty(), Optional.empty(), Optional.empty());

  StaticWebsite {
    if (indexDocument.filter(name -> name.contains("/")).isPresent()
        || (indexDocument.isPresent() && defaultIndex.isPresent())) {
      throw new StorageException(
          StorageError.INVALID_XML_NODE_VALUE,
          "The index is either a name without slashes or one path for all folders.");
    }
  }

  static StaticWebsite read(XmlElement element) {
    return element.flag("Enabled")
        ? new StaticWebsite(
            true,
            given(element, "IndexDocument"),
            given(element, "ErrorDocument404Path"),
            given(element, "DefaultIndexDocumentPath"))
        : OFF;
  }

  private static Optional<String> given(XmlElement element, String name) {
    return element.childText(name).filter(text -> !text.isEmpty());
  }

  void write(XmlWriter xml) {
    xml.start("StaticWebsite").element("Enabled", Boolean.toString(enabled));
    indexDocument.ifPresent(name -> xml.element("IndexDocument", name));
    errorDocument.ifPresent(path -> xml.element("ErrorDocument404Path", path));
    defaultIndex.ifPresent(path -> xml.element("DefaultIndexDocumentPath", path));
    xml.end();
  }
}
