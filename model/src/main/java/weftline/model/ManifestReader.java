package weftline.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the manifest of a package that anybody may have made.
final class ManifestReader {
  private static final String CURE = "make the package again";

  private final Map<String, PackageManifest.Part> parts = new HashMap<>();
  private final Map<String, List<PackageManifest.FileEntry>> layouts = new HashMap<>();

  /// The texts seen since the last definition began, by element.
  private final Map<String, String> fields = new HashMap<>();

  private List<PackageManifest.FileEntry> files = new ArrayList<>();
  private int definitions;

  private ManifestReader() {}

  static PackageManifest read(InputStream in) throws IOException {
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      ManifestReader reader = new ManifestReader();
      reader.document(factory.createXMLStreamReader(in));
      return new PackageManifest(reader.parts, reader.layouts);
    } catch (XMLStreamException e) {
      throw damaged("its manifest is not well-formed XML: " + e.getMessage());
    }
  }

  private void document(XMLStreamReader reader) throws XMLStreamException, IOException {
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD -> throw damaged("its manifest has a document type");
        case XMLStreamConstants.START_ELEMENT -> {
          begin(reader.getLocalName());
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          end(reader.getLocalName(), text.toString().strip());
          text.setLength(0);
        }
        default -> {
          // comments and the like say nothing
        }
      }
    }
  }

  private void begin(String element) throws PackageException {
    switch (element) {
      case "ContentDefinition" -> {
        fields.clear();
        count();
      }
      case "LayoutDefinition" -> {
        fields.clear();
        files = new ArrayList<>();
      }
      case "FileDefinition" -> {
        fields.remove("FilePath");
        fields.remove("DataContentReference");
        count();
      }
      default -> {
        // everything else is a field or a wrapper
      }
    }
  }

  private void end(String element, String text) throws PackageException {
    switch (element) {
      case "ContentDefinition" -> parts.put(field("Name"), part());
      case "FileDefinition" ->
          files.add(
              new PackageManifest.FileEntry(field("FilePath"), field("DataContentReference")));
      case "LayoutDefinition" -> layouts.put(field("Name"), List.copyOf(files));
      default -> fields.put(element, text);
    }
  }

  private PackageManifest.Part part() throws PackageException {
    if (!field("IntegrityCheckHashAlgortihm").equals("Sha256")) {
      throw damaged("part '%s' has no SHA-256 hash".formatted(field("Name")));
    }
    String length = field("LengthInBytes");
    if (!length.matches("[0-9]{1,12}") || Long.parseLong(length) > PackageLimits.FILE_BYTES_MAX) {
      throw damaged("part '%s' has the length %s".formatted(field("Name"), length));
    }
    return new PackageManifest.Part(
        field("DataStorePath"),
        Sha256.ofBase64(field("IntegrityCheckHash"), Long.parseLong(length)));
  }

  private String field(String element) throws PackageException {
    String text = fields.get(element);
    if (text == null) {
      throw damaged("its manifest lacks a " + element);
    }
    return text;
  }

  private void count() throws PackageException {
    definitions++;
    if (definitions > 2 * PackageLimits.FILES_MAX) {
      throw damaged("it has more than %,d files".formatted(PackageLimits.FILES_MAX));
    }
  }

  private static PackageException damaged(String what) {
    return new PackageException("the package cannot be read: " + what, CURE);
  }
}
