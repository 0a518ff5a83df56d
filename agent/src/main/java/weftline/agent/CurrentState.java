package weftline.agent;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What a role's client says of the role: a lease on a status, or that it lets go of it.
sealed interface CurrentState {
  String client();

  /// The status holds until it expires.
  record Acquire(String client, Status status, Instant expiration) implements CurrentState {}

  /// The fabric decides again.
  record Release(String client) implements CurrentState {}

  /// What a role can say of itself.
  enum Status {
    READY,
    BUSY,
    RECYCLE,
    STOPPED;

    private static Status of(String word) throws IOException {
      return switch (word) {
        case "Started" -> READY;
        case "Busy" -> BUSY;
        case "Recycle" -> RECYCLE;
        case "Stopped" -> STOPPED;
        default -> throw new IOException("a role said the unknown status '" + word + "'");
      };
    }
  }

  /// Reads one document. Fails on anything that is none.
  static CurrentState parse(String document) throws IOException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return of(texts(factory.createXMLStreamReader(new StringReader(document))));
    } catch (XMLStreamException | DateTimeParseException e) {
      throw new IOException("a role said something that cannot be read", e);
    }
  }

  private static CurrentState of(Map<String, String> texts) throws IOException {
    String client = texts.getOrDefault("ClientId", "");
    if (texts.containsKey("Release")) {
      return new Release(client);
    }
    Status status = Status.of(texts.getOrDefault("Status", ""));
    String expiration = texts.getOrDefault("Expiration", "");
    return new Acquire(
        client, status, expiration.isEmpty() ? Instant.MAX : Instant.parse(expiration));
  }

  /// The text of every element by name, and the client's id.
  private static Map<String, String> texts(XMLStreamReader xml) throws XMLStreamException {
    Map<String, String> texts = new HashMap<>();
    String open = "";
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          open = xml.getLocalName();
          texts.put(open, "");
          if (open.equals("StatusLease")) {
            texts.put("ClientId", String.valueOf(xml.getAttributeValue("", "ClientId")));
          }
        }
        case XMLStreamConstants.CHARACTERS ->
            texts.merge(open, xml.getText().strip(), String::concat);
        default -> {}
      }
    }
    return texts;
  }
}
