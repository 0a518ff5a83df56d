package weftline.bench;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Takes a message and deletes it: one operation of two requests. Puts one if there is none.
final class TakeAndDelete implements Script {
  private final Requests requests;
  private Step step = Step.TAKE;
  private String id = "";
  private String receipt = "";

  TakeAndDelete(Requests requests) {
    this.requests = requests;
  }

  @Override
  public ByteBuffer[] request() {
    return switch (step) {
      case PUT -> QueueCases.put(requests);
      case TAKE -> requests.get("/bench/messages?numofmessages=1&visibilitytimeout=600");
      case DELETE -> requests.delete("/bench/messages/" + id + "?popreceipt=" + receipt);
    };
  }

  @Override
  public boolean answered(Answer answer) {
    switch (step) {
      case PUT -> {
        answer.expect(201);
        step = Step.TAKE;
      }
      case TAKE -> {
        answer.expect(200);
        String text = answer.text();
        id = element(text, "MessageId");
        receipt = URLEncoder.encode(element(text, "PopReceipt"), StandardCharsets.UTF_8);
        step = id.isEmpty() ? Step.PUT : Step.DELETE;
      }
      case DELETE -> {
        answer.expect(204);
        step = Step.TAKE;
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean wantsBody() {
    return true;
  }

  private static String element(String xml, String name) {
    int start = xml.indexOf("<" + name + ">");
    return start < 0
        ? ""
        : xml.substring(start + name.length() + 2, xml.indexOf("</" + name + ">"));
  }

  /// What is asked next.
  private enum Step {
    PUT,
    TAKE,
    DELETE
  }
}
