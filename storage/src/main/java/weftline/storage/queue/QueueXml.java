package weftline.storage.queue;

import java.util.List;
import weftline.net.Response;
import weftline.storage.WireTimes;
import weftline.storage.XmlWriter;

/// Answers about queues that have a body.
final class QueueXml {
  private static final String PUT_ANSWERS = "2016-05-31";
  private static final String ENDPOINT_IN_LISTS = "2013-08-15";

  private QueueXml() {}

  /// The answer to putting a message: all but its text. Nothing, in the form of old versions.
  static Response put(Message message, String version) {
    if (version.compareTo(PUT_ANSWERS) < 0) {
      return Response.of(201);
    }
    XmlWriter xml = new XmlWriter().start("QueueMessagesList").start("QueueMessage");
    times(xml, message);
    receipt(xml, message);
    return xml.toResponse(201);
  }

  static Response taken(List<Message> messages) {
    XmlWriter xml = new XmlWriter().start("QueueMessagesList");
    for (Message message : messages) {
      xml.start("QueueMessage");
      times(xml, message);
      receipt(xml, message);
      content(xml, message);
      xml.end();
    }
    return xml.toResponse(200);
  }

  static Response peeked(List<Message> messages) {
    XmlWriter xml = new XmlWriter().start("QueueMessagesList");
    for (Message message : messages) {
      xml.start("QueueMessage");
      times(xml, message);
      content(xml, message);
      xml.end();
    }
    return xml.toResponse(200);
  }

  private static void times(XmlWriter xml, Message message) {
    xml.element("MessageId", message.id().toString())
        .element("InsertionTime", WireTimes.http(message.row().insertedAt()))
        .element("ExpirationTime", WireTimes.http(message.row().expiresAt()));
  }

  private static void receipt(XmlWriter xml, Message message) {
    xml.element("PopReceipt", Receipt.text(message.row().receipt()))
        .element("TimeNextVisible", WireTimes.http(message.row().visibleAt()));
  }

  private static void content(XmlWriter xml, Message message) {
    xml.element("DequeueCount", message.row().dequeueCount())
        .element("MessageText", message.row().text());
  }

  /// @param asked what the client has asked for, repeated in the answer
  static Response list(String endpoint, ListRequest asked, Queues.Page page) {
    boolean old = asked.version().compareTo(ENDPOINT_IN_LISTS) < 0;
    XmlWriter xml =
        new XmlWriter()
            .start("EnumerationResults")
            .attribute(old ? "AccountName" : "ServiceEndpoint", endpoint + "/")
            .element("Prefix", asked.prefix())
            .element("Marker", asked.marker())
            .element("MaxResults", asked.max())
            .start("Queues");
    for (Queues.Named queue : page.queues()) {
      xml.start("Queue").element("Name", queue.name());
      if (old) {
        xml.element("Url", endpoint + "/" + queue.name());
      }
      if (asked.withMetadata()) {
        xml.elements("Metadata", queue.row().metadata());
      }
      xml.end();
    }
    return xml.end().element("NextMarker", page.nextMarker()).toResponse(200);
  }

  /// Which queues to list.
  ///
  /// @param version in whose form
  record ListRequest(String prefix, String marker, int max, boolean withMetadata, String version) {}
}
