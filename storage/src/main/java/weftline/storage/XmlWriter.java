package weftline.storage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import weftline.net.Response;

/// Writes the body of an answer. Not for sharing between threads.
public final class XmlWriter {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter out;

  public XmlWriter() {
    try {
      out = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
      out.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  public XmlWriter start(String name) {
    return write(() -> out.writeStartElement(name));
  }

  public XmlWriter attribute(String name, String value) {
    return write(() -> out.writeAttribute(name, value));
  }

  public XmlWriter text(String value) {
    return write(() -> out.writeCharacters(value));
  }

  public XmlWriter end() {
    return write(out::writeEndElement);
  }

  public XmlWriter element(String name, String value) {
    return start(name).text(value).end();
  }

  public XmlWriter element(String name, long value) {
    return element(name, Long.toString(value));
  }

  /// One element for each entry, named by its key.
  public XmlWriter elements(String name, Map<String, String> values) {
    start(name);
    values.forEach(this::element);
    return end();
  }

  /// Ends every open element.
  public byte[] toBytes() {
    write(out::writeEndDocument);
    return bytes.toByteArray();
  }

  public Response toResponse(int status) {
    return Response.of(status, "application/xml", toBytes());
  }

  private XmlWriter write(Step step) {
    try {
      step.run();
      out.flush();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /// One call of the library.
  private interface Step {
    void run() throws XMLStreamException;
  }

  @Override
  public String toString() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
