package weftline.storage.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.legacy.LegacyRefusal.assertRefused;

import com.microsoft.azure.storage.queue.CloudQueue;
import com.microsoft.azure.storage.queue.CloudQueueMessage;
import com.microsoft.azure.storage.queue.MessageUpdateFields;
import com.microsoft.azure.storage.queue.QueuePermissions;
import com.microsoft.azure.storage.queue.SharedAccessQueuePermissions;
import com.microsoft.azure.storage.queue.SharedAccessQueuePolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Queues as the legacy library for Java uses them: it sends messages in Base64.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LegacyQueueTest {
  private final LegacyFixture fixture;

  LegacyQueueTest(@TempDir Path folder) throws Exception {
    fixture = LegacyFixture.open(folder);
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void aMessageIsSentPeekedTakenChangedAndDeleted() throws Exception {
    CloudQueue queue = queue();
    queue.addMessage(new CloudQueueMessage("grüße <&>"));
    assertThat(queue.peekMessage().getMessageContentAsString()).isEqualTo("grüße <&>");

    CloudQueueMessage taken = queue.retrieveMessage();
    taken.setMessageContent("after");
    queue.updateMessage(
        taken,
        0,
        EnumSet.of(MessageUpdateFields.CONTENT, MessageUpdateFields.VISIBILITY),
        null,
        null);
    CloudQueueMessage again = queue.retrieveMessage();
    assertThat(again.getMessageContentAsString()).isEqualTo("after");
    assertThat(again.getDequeueCount()).isEqualTo(2);
    assertRefused(
        404,
        "MessageNotFound",
        () -> {
          queue.deleteMessage(again);
          queue.deleteMessage(again);
        });
  }

  @Test
  void queuesAreCountedListedAndCleared() throws Exception {
    CloudQueue queue = queue();
    for (int i = 0; i < 40; i++) {
      queue.addMessage(new CloudQueueMessage("message " + i));
    }
    queue.downloadAttributes();
    assertThat(queue.getApproximateMessageCount()).isEqualTo(40);
    assertThat(queue.retrieveMessages(32)).hasSize(32);
    queue.clear();
    assertThat(queue.peekMessage()).isNull();
    assertThat(fixture.account().createCloudQueueClient().listQueues(queue.getName())).hasSize(1);
    queue.delete();
    assertThat(queue.exists()).isFalse();
  }

  @Test
  void policiesAreKept() throws Exception {
    CloudQueue queue = queue();
    SharedAccessQueuePolicy policy = new SharedAccessQueuePolicy();
    policy.setPermissions(EnumSet.of(SharedAccessQueuePermissions.READ));
    policy.setSharedAccessExpiryTime(Date.from(Instant.now().plusSeconds(3_600)));
    QueuePermissions permissions = new QueuePermissions();
    permissions.getSharedAccessPolicies().put("reader", policy);
    queue.uploadPermissions(permissions);

    assertThat(queue.downloadPermissions().getSharedAccessPolicies()).containsOnlyKeys("reader");
  }

  private CloudQueue queue() throws Exception {
    CloudQueue queue =
        fixture.account().createCloudQueueClient().getQueueReference(LegacyFixture.name());
    queue.create();
    return queue;
  }
}
