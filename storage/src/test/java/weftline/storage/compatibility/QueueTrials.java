package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueAccessPolicy;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueSignedIdentifier;
import com.azure.storage.queue.models.UpdateMessageResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Queues and their messages.
final class QueueTrials {
  private QueueTrials() {}

  static Map<String, Trial> trials() {
    return Map.ofEntries(
        Map.entry("queue messageId update", QueueTrials::update),
        Map.entry("queue messageId delete", QueueTrials::deleteMessage),
        Map.entry("queue messages dequeue", QueueTrials::dequeue),
        Map.entry("queue messages clear", QueueTrials::clear),
        Map.entry("queue messages enqueue", QueueTrials::dequeue),
        Map.entry("queue messages peek", QueueTrials::peek),
        Map.entry("queue queue create", QueueTrials::create),
        Map.entry("queue queue delete", QueueTrials::delete),
        Map.entry("queue queue getProperties", QueueTrials::properties),
        Map.entry("queue queue setMetadata", QueueTrials::properties),
        Map.entry("queue queue getAccessPolicy", QueueTrials::policies),
        Map.entry("queue queue setAccessPolicy", QueueTrials::policies));
  }

  private static void update(Scene scene) {
    QueueClient queue = scene.queue();
    queue.sendMessage("before");
    QueueMessageItem taken = queue.receiveMessage();
    UpdateMessageResult updated =
        queue.updateMessage(taken.getMessageId(), taken.getPopReceipt(), "after", Duration.ZERO);

    assertThat(updated.getPopReceipt()).isNotEqualTo(taken.getPopReceipt());
    assertThat(queue.receiveMessage().getBody()).hasToString("after");
  }

  private static void deleteMessage(Scene scene) {
    QueueClient queue = scene.queue();
    queue.sendMessage("hello");
    QueueMessageItem taken = queue.receiveMessage();
    queue.deleteMessage(taken.getMessageId(), taken.getPopReceipt());

    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isZero();
  }

  private static void dequeue(Scene scene) {
    QueueClient queue = scene.queue();
    queue.sendMessage("one");
    queue.sendMessage("two");

    assertThat(queue.receiveMessages(32))
        .extracting(message -> message.getBody().toString())
        .containsExactlyInAnyOrder("one", "two");
    assertThat(queue.receiveMessage()).isNull();
  }

  private static void clear(Scene scene) {
    QueueClient queue = scene.queue();
    queue.sendMessage("one");
    queue.clearMessages();

    assertThat(queue.peekMessage()).isNull();
  }

  private static void peek(Scene scene) {
    QueueClient queue = scene.queue();
    queue.sendMessage("one");

    assertThat(queue.peekMessage().getBody()).hasToString("one");
    assertThat(queue.peekMessage().getDequeueCount()).isZero();
  }

  private static void create(Scene scene) {
    QueueClient queue = scene.queue();

    queue.create();
    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isZero();
    Refused.with(409, () -> queue.createWithResponse(Map.of("a", "b"), null, Context.NONE));
  }

  private static void delete(Scene scene) {
    QueueClient queue = scene.queue();
    queue.delete();

    Refused.with(404, queue::delete);
  }

  private static void properties(Scene scene) {
    QueueClient queue = scene.queue();
    queue.setMetadata(Map.of("color", "blue"));
    queue.sendMessage("one");

    assertThat(queue.getProperties().getMetadata()).isEqualTo(Map.of("color", "blue"));
    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isEqualTo(1);
  }

  private static void policies(Scene scene) {
    QueueClient queue = scene.queue();
    queue.setAccessPolicy(
        List.of(
            new QueueSignedIdentifier()
                .setId("worker")
                .setAccessPolicy(new QueueAccessPolicy().setPermissions("rp"))));

    assertThat(queue.getAccessPolicy())
        .hasSize(1)
        .first()
        .satisfies(identifier -> {
          assertThat(identifier.getId()).isEqualTo("worker");
          assertThat(identifier.getAccessPolicy().getPermissions()).isEqualTo("rp");
        });
  }
}
