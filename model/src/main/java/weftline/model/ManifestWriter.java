package weftline.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes the manifest of a package. The same manifest gives the same bytes: file times are not
/// kept.
final class ManifestWriter {
  private static final String PRODUCT_VERSION_KEY =
      "http://schemas.microsoft.com/windowsazure/ProductVersion/";
  private static final String PRODUCT_VERSION = "2.6";
  private static final String FILE_TIME = "2000-01-01T00:00:00Z";

  private final XMLStreamWriter writer;

  private ManifestWriter(XMLStreamWriter writer) {
    this.writer = writer;
  }

  static byte[] write(PackageManifest manifest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      new ManifestWriter(xml).document(manifest);
      xml.close();
      return out.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML cannot be written to memory", e);
    }
  }

  private void document(PackageManifest manifest) throws XMLStreamException {
    writer.writeStartDocument("utf-8", "1.0");
    writer.writeStartElement("PackageDefinition");
    writer.writeDefaultNamespace(PackageManifest.NAMESPACE);
    writer.writeStartElement("PackageMetaData");
    writer.writeStartElement("KeyValuePair");
    text("Key", PRODUCT_VERSION_KEY);
    text("Value", PRODUCT_VERSION);
    writer.writeEndElement();
    writer.writeEndElement();
    writer.writeStartElement("PackageContents");
    for (Map.Entry<String, PackageManifest.Part> part : manifest.parts().entrySet()) {
      part(part.getKey(), part.getValue());
    }
    writer.writeEndElement();
    writer.writeStartElement("PackageLayouts");
    for (Map.Entry<String, List<PackageManifest.FileEntry>> layout :
        manifest.layouts().entrySet()) {
      layout(layout.getKey(), layout.getValue());
    }
    writer.writeEndElement();
    writer.writeEndElement();
    writer.writeEndDocument();
  }

  private void part(String name, PackageManifest.Part part) throws XMLStreamException {
    writer.writeStartElement("ContentDefinition");
    text("Name", name);
    writer.writeStartElement("ContentDescription");
    text("LengthInBytes", Long.toString(part.content().bytes()));
    text("IntegrityCheckHashAlgortihm", "Sha256");
    text("IntegrityCheckHash", part.content().base64());
    text("DataStorePath", part.entry());
    writer.writeEndElement();
    writer.writeEndElement();
  }

  private void layout(String name, List<PackageManifest.FileEntry> files)
      throws XMLStreamException {
    writer.writeStartElement("LayoutDefinition");
    text("Name", name);
    writer.writeStartElement("LayoutDescription");
    for (PackageManifest.FileEntry file : files) {
      writer.writeStartElement("FileDefinition");
      text("FilePath", file.path());
      writer.writeStartElement("FileDescription");
      text("DataContentReference", file.part());
      text("CreatedTimeUtc", FILE_TIME);
      text("ModifiedTimeUtc", FILE_TIME);
      text("ReadOnly", "false");
      writer.writeEndElement();
      writer.writeEndElement();
    }
    writer.writeEndElement();
    writer.writeEndElement();
  }

  private void text(String element, String text) throws XMLStreamException {
    writer.writeStartElement(element);
    writer.writeCharacters(text);
    writer.writeEndElement();
  }
}
