package weftline.model;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads XML into a tree that knows where everything stands. Refuses document types, and with them
/// every entity but the five of XML itself.
final class XmlTreeReader {
  static final int DEPTH_MAX = 32;
  static final int ELEMENTS_MAX = 20_000;
  static final int ATTRIBUTES_MAX = 64;

  private final SourceText source;
  private final String namespace;
  private final Findings findings;
  private final int[] lineStarts;
  private int elements;
  private boolean namespaceReported;

  private XmlTreeReader(SourceText source, String namespace, Findings findings) {
    this.source = source;
    this.namespace = namespace;
    this.findings = findings;
    this.lineStarts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, source.text().length())
                    .filter(i -> source.text().charAt(i) == '\n')
                    .map(i -> i + 1))
            .toArray();
  }

  /// The root, or nothing if the text is not well-formed XML; the findings say why.
  static Optional<XmlElement> read(SourceText source, String namespace, Findings findings) {
    if (source.text().length() > SourceText.LENGTH_MAX) {
      findings.error(
          new Position(source.file(), 1, 1),
          "the file is longer than %,d characters".formatted(SourceText.LENGTH_MAX),
          "a service model is some kilobytes; a limit keeps the reader from being flooded",
          "check that this is the right file");
      return Optional.empty();
    }
    return new XmlTreeReader(source, namespace, findings).read();
  }

  private Optional<XmlElement> read() {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(source.text()));
      return readTree(reader);
    } catch (XMLStreamException e) {
      Position position =
          e.getLocation() == null
              ? new Position(source.file(), 1, 1)
              : new Position(
                  source.file(),
                  Math.max(1, e.getLocation().getLineNumber()),
                  Math.max(1, e.getLocation().getColumnNumber()));
      findings.error(
          position,
          "this is not well-formed XML: " + withoutPreamble(String.valueOf(e.getMessage())),
          "the rest of the file cannot be read before this is cured",
          "close every element and quote every attribute value");
      return Optional.empty();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private Optional<XmlElement> readTree(XMLStreamReader reader) throws XMLStreamException {
    Deque<XmlElement> open = new ArrayDeque<>();
    Optional<XmlElement> root = Optional.empty();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        refuseDocumentType(reader);
        return Optional.empty();
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open.pop();
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        XmlElement element = element(reader);
        if (exceeds(element, open.size())) {
          return Optional.empty();
        }
        if (open.isEmpty()) {
          root = Optional.of(element);
        } else {
          open.element().children().add(element);
        }
        open.push(element);
      }
    }
    return root;
  }

  private void refuseDocumentType(XMLStreamReader reader) {
    findings.error(
        tagPosition(reader, "<!DOCTYPE"),
        "a document type (<!DOCTYPE ...>) is not allowed",
        "entities can read other files and can blow a small file up without end",
        "remove the DOCTYPE and write the values where they are used");
  }

  private boolean exceeds(XmlElement element, int depth) {
    elements++;
    if (depth < DEPTH_MAX
        && elements <= ELEMENTS_MAX
        && element.attributes().size() <= ATTRIBUTES_MAX) {
      return false;
    }
    findings.error(
        element.position(),
        "the file is too large: limits are %d levels, %,d elements, %d attributes each"
            .formatted(DEPTH_MAX, ELEMENTS_MAX, ATTRIBUTES_MAX),
        "no service model needs more; a limit keeps the reader from being flooded",
        "check that this is the right file");
    return true;
  }

  private XmlElement element(XMLStreamReader reader) {
    Position position = tagPosition(reader, "<");
    int start = offset(position.line(), position.column());
    String tag = source.text().substring(start, Math.max(start, endOffset(reader)));
    Map<String, String> attributes = new LinkedHashMap<>();
    Map<String, Position> positions = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String attributeNamespace = reader.getAttributeNamespace(i);
      if (attributeNamespace != null && !attributeNamespace.isEmpty()) {
        continue;
      }
      String name = reader.getAttributeLocalName(i);
      attributes.put(name, reader.getAttributeValue(i));
      Matcher found = Pattern.compile("\\s(" + Pattern.quote(name) + ")\\s*=").matcher(tag);
      positions.put(name, found.find() ? positionAt(start + found.start(1)) : position);
    }
    checkNamespace(reader, position);
    List<XmlElement> children = new ArrayList<>();
    return new XmlElement(
        reader.getLocalName(),
        Collections.unmodifiableMap(attributes),
        Collections.unmodifiableMap(positions),
        position,
        children);
  }

  private void checkNamespace(XMLStreamReader reader, Position position) {
    if (!namespace.equals(reader.getNamespaceURI()) && !namespaceReported) {
      namespaceReported = true;
      findings.error(
          position,
          "element '%s' is not in the namespace of this format".formatted(reader.getLocalName()),
          "elements of other namespaces mean nothing here",
          "put xmlns=\"%s\" on the root element and use no prefix".formatted(namespace));
    }
  }

  /// The parser stands behind the tag; the tag begins at the last `<` before, for no attribute
  /// value can hold one.
  private Position tagPosition(XMLStreamReader reader, String opening) {
    int start = source.text().lastIndexOf(opening, Math.max(0, endOffset(reader) - 1));
    return positionAt(Math.max(0, start));
  }

  private int endOffset(XMLStreamReader reader) {
    return offset(reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
  }

  private int offset(int line, int column) {
    int start = lineStarts[Math.clamp(line - 1, 0, lineStarts.length - 1)];
    return Math.min(source.text().length(), start + Math.max(0, column - 1));
  }

  private Position positionAt(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(source.file(), line + 1, offset - lineStarts[line] + 1);
  }

  /// The JDK's messages begin with a position of their own.
  private static String withoutPreamble(String message) {
    int at = message.indexOf("Message: ");
    return (at < 0 ? message : message.substring(at + "Message: ".length())).strip();
  }
}
