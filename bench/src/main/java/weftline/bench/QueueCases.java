package weftline.bench;

import java.nio.ByteBuffer;
import java.util.List;

/// What is measured of the queue service: one queue.
final class QueueCases {
  private static final String MESSAGE =
      "<QueueMessage><MessageText>"
          + "bWVzc2FnZSBvZiBzb21lIGxlbmd0aA==".repeat(8)
          + "</MessageText></QueueMessage>";

  private QueueCases() {}

  static List<Case> all() {
    return List.of(
        Case.small(
            "queue put", Service.QUEUE, requests -> _ -> new Repeat(() -> put(requests), 201)),
        Case.small(
            "queue get and delete", Service.QUEUE, requests -> _ -> new TakeAndDelete(requests)));
  }

  static ByteBuffer[] queue(Requests requests) {
    return requests.put("/bench", ByteBuffer.allocate(0));
  }

  static ByteBuffer[] put(Requests requests) {
    return requests.post("/bench/messages", MESSAGE, "Content-Type: application/xml");
  }
}
