package weftline.storage;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// One element of a body that a client has sent. Attributes and namespaces carry nothing here and
/// are left out.
public record XmlElement(String name, String text, List<XmlElement> children) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int DEPTH_MAX = 10;
  private static final int ELEMENTS_MAX = 200_000;
  private static final XMLInputFactory FACTORY = safeFactory();

  public XmlElement {
    children = List.copyOf(children);
  }

  /// Reads a document; entities and document types are refused.
  public static XmlElement parse(byte[] document) {
    try {
      XMLStreamReader in = FACTORY.createXMLStreamReader(new StringReader(text(document)));
      while (in.next() != XMLStreamConstants.START_ELEMENT) {
        if (in.getEventType() == XMLStreamConstants.DTD) {
          throw new StorageException(
              StorageError.INVALID_XML_DOCUMENT, "A document type is not allowed.");
        }
      }
      return new Reading(in).element(1);
    } catch (XMLStreamException e) {
      throw new StorageException(
          StorageError.INVALID_XML_DOCUMENT,
          StorageError.INVALID_XML_DOCUMENT.message()
              + " Line "
              + Optional.ofNullable(e.getLocation()).map(at -> at.getLineNumber()).orElse(0)
              + ".");
    }
  }

  /// As UTF-8, which every client sends. The reader itself would write to the program's error
  /// stream when it meets anything else.
  private static String text(byte[] document) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      throw new StorageException(
          StorageError.INVALID_XML_DOCUMENT, "The document has bytes that are not UTF-8.");
    }
  }

  public Optional<String> childText(String wanted) {
    return children.stream()
        .filter(child -> child.name.equals(wanted))
        .map(XmlElement::text)
        .findFirst();
  }

  public Optional<XmlElement> child(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
  }

  /// The child of that name; refuses if there is none.
  XmlElement required(String wanted) {
    return child(wanted)
        .orElseThrow(() ->
            new StorageException(StorageError.MISSING_REQUIRED_XML_NODE)
                .withDetail("XmlNodeName", wanted));
  }

  String requiredText(String wanted) {
    return required(wanted).text();
  }

  boolean flag(String wanted) {
    String value = requiredText(wanted);
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(wanted, value);
    };
  }

  int number(String wanted, int min, int max) {
    String value = requiredText(wanted);
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Refused below, like one out of bounds.
    }
    throw invalid(wanted, value);
  }

  static StorageException invalid(String name, String value) {
    return new StorageException(StorageError.INVALID_XML_NODE_VALUE)
        .withDetail("XmlNodeName", name)
        .withDetail("XmlNodeValue", value);
  }

  private static XMLInputFactory safeFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /// Reads elements and counts them.
  private static final class Reading {
    private final XMLStreamReader in;
    private int elements;

    Reading(XMLStreamReader in) {
      this.in = in;
    }

    XmlElement element(int depth) throws XMLStreamException {
      elements++;
      if (depth > DEPTH_MAX || elements > ELEMENTS_MAX) {
        throw new StorageException(
            StorageError.INVALID_XML_DOCUMENT,
            "The document is too deep or has too many elements.");
      }
      String name = in.getLocalName();
      StringBuilder text = new StringBuilder();
      List<XmlElement> children = new ArrayList<>();
      while (in.next() != XMLStreamConstants.END_ELEMENT) {
        switch (in.getEventType()) {
          case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
          default -> {}
        }
      }
      return new XmlElement(name, text.toString(), children);
    }
  }
}
