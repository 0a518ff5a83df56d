package weftline.storage.queue;

import java.util.List;
import weftline.net.Response;
import weftline.storage.WireTimes;
import weftline.storage.XmlWriter;

/// Answers about queues that have a body.
final class QueueXml {
  private QueueXml() {}

  /// The answer to putting a message: all but its text.
  static Response put(Message message) {
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
    XmlWriter xml =
        new XmlWriter()
            .start("EnumerationResults")
            .attribute("ServiceEndpoint", endpoint + "/")
            .element("Prefix", asked.prefix())
            .element("Marker", asked.marker())
            .element("MaxResults", asked.max())
            .start("Queues");
    for (Queues.Named queue : page.queues()) {
      xml.start("Queue").element("Name", queue.name());
      if (asked.withMetadata()) {
        xml.elements("Metadata", queue.row().metadata());
      }
      xml.end();
    }
    return xml.end().element("NextMarker", page.nextMarker()).toResponse(200);
  }

  /// Which queues to list.
  record ListRequest(String prefix, String marker, int max, boolean withMetadata) {}
}
