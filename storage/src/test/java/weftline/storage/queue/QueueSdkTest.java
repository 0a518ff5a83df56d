package weftline.storage.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import com.azure.core.util.Context;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.PeekedMessageItem;
import com.azure.storage.queue.models.QueueItem;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import com.azure.storage.queue.models.QueuesSegmentOptions;
import com.azure.storage.queue.models.SendMessageResult;
import com.azure.storage.queue.models.UpdateMessageResult;
import com.azure.storage.queue.sas.QueueSasPermission;
import com.azure.storage.queue.sas.QueueServiceSasSignatureValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import weftline.storage.ServiceKind;
import weftline.storage.StorageFixture;

/// Queues as the official library for Java uses them, over the engine on disk. Each test has a
/// queue of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueueSdkTest {
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Duration HIDDEN = Duration.ofMinutes(1);

  private final StorageFixture storage;
  private final QueueServiceClient service;

  QueueSdkTest(@TempDir Path folder) throws IOException {
    storage = StorageFixture.onDisk(folder.resolve("store"));
    service =
        new QueueServiceClientBuilder().connectionString(storage.connectionString()).buildClient();
  }

  @AfterAll
  void closeStorage() {
    storage.close();
  }

  @Test
  void aMessageIsSentTakenAndDeleted() {
    QueueClient queue = queue("flow");
    SendMessageResult sent = queue.sendMessage("grüße <&>");
    assertThat(sent.getExpirationTime()).isEqualTo(sent.getInsertionTime().plusDays(7));

    QueueMessageItem taken = queue.receiveMessage();
    assertThat(taken.getBody().toString()).isEqualTo("grüße <&>");
    assertThat(taken.getMessageId()).isEqualTo(sent.getMessageId());
    assertThat(taken.getDequeueCount()).isEqualTo(1);
    assertThat(queue.receiveMessages(32)).isEmpty();
    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isEqualTo(1);

    queue.deleteMessage(taken.getMessageId(), taken.getPopReceipt());
    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isZero();
    assertRefused(
        () -> queue.deleteMessage(taken.getMessageId(), taken.getPopReceipt()),
        404,
        "MessageNotFound");
  }

  @Test
  void messagesArePeekedInOrder() {
    QueueClient queue = queue("peek");
    List.of("a", "b", "c").forEach(queue::sendMessage);
    assertThat(queue.peekMessages(2, WAIT, Context.NONE))
        .extracting(PeekedMessageItem::getBody)
        .extracting(Object::toString)
        .containsExactly("a", "b");
    assertThat(queue.peekMessage().getDequeueCount()).isZero();
  }

  @Test
  void aMessageIsChangedByWhoHasTheReceipt() {
    QueueClient queue = queue("change");
    queue.sendMessage("before");
    QueueMessageItem taken = queue.receiveMessage();
    UpdateMessageResult updated =
        queue.updateMessage(taken.getMessageId(), taken.getPopReceipt(), "after", Duration.ZERO);
    assertThat(updated.getPopReceipt()).isNotEqualTo(taken.getPopReceipt());
    assertRefused(
        () -> queue.deleteMessage(taken.getMessageId(), taken.getPopReceipt()),
        400,
        "PopReceiptMismatch");
    assertThat(queue.receiveMessage().getBody().toString()).isEqualTo("after");
  }

  @Test
  void aMessageMayStayForEverAndMayWait() {
    QueueClient queue = queue("times");
    SendMessageResult forEver =
        queue
            .sendMessageWithResponse("forever", HIDDEN, Duration.ofSeconds(-1), WAIT, Context.NONE)
            .getValue();
    assertThat(forEver.getExpirationTime().getYear()).isEqualTo(9999);
    assertThat(forEver.getTimeNextVisible()).isEqualTo(forEver.getInsertionTime().plus(HIDDEN));
    assertThat(queue.receiveMessages(1)).isEmpty();
    assertRefused(
        () -> queue.sendMessageWithResponse("x", HIDDEN, Duration.ofSeconds(5), WAIT, Context.NONE),
        400,
        "InvalidQueryParameterValue");
  }

  @Test
  void aQueueIsCleared() {
    QueueClient queue = queue("clear");
    List.of("a", "b", "c").forEach(queue::sendMessage);
    queue.clearMessages();
    assertThat(queue.receiveMessages(32)).isEmpty();
    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isZero();
    queue.sendMessage("d");
    assertThat(queue.receiveMessage().getBody().toString()).isEqualTo("d");
  }

  @Test
  void queuesAreMadeOnceAndListed() {
    QueueClient queue = service.getQueueClient("list-a");
    assertThat(queue.createWithResponse(Map.of("k", "v"), WAIT, Context.NONE).getStatusCode())
        .isEqualTo(201);
    assertThat(queue.createWithResponse(Map.of("k", "v"), WAIT, Context.NONE).getStatusCode())
        .isEqualTo(204);
    assertRefused(
        () -> queue.createWithResponse(Map.of("k", "w"), WAIT, Context.NONE),
        409,
        "QueueAlreadyExists");
    assertThat(queue.createIfNotExists()).isFalse();

    List.of("list-b", "list-c").forEach(service::createQueue);
    assertThat(
            service.listQueues(
                new QueuesSegmentOptions().setPrefix("list-").setIncludeMetadata(true),
                WAIT,
                Context.NONE))
        .extracting(QueueItem::getName)
        .containsExactly("list-a", "list-b", "list-c");
    assertThat(
            service
                .listQueues(
                    new QueuesSegmentOptions().setPrefix("list-").setMaxResultsPerPage(2),
                    WAIT,
                    Context.NONE)
                .iterableByPage())
        .extracting(page -> page.getValue().size())
        .containsExactly(2, 1);

    queue.setMetadata(Map.of("colour", "blue"));
    assertThat(queue.getProperties().getMetadata()).containsExactly(Map.entry("colour", "blue"));
    queue.delete();
    assertRefused(queue::getProperties, 404, "QueueNotFound");
    assertRefused(() -> queue.sendMessage("x"), 404, "QueueNotFound");
    assertThat(queue.deleteIfExists()).isFalse();
  }

  @Test
  void badRequestsAreRefusedWithTheirReason() {
    assertRefused(() -> service.createQueue("Upper"), 400, "InvalidResourceName");
    QueueClient queue = queue("bad");
    assertRefused(
        () -> queue.receiveMessages(33).forEach(_ -> {}), 400, "OutOfRangeQueryParameterValue");
    assertRefused(() -> queue.sendMessage("x".repeat(64 * 1024 + 1)), 413, "RequestBodyTooLarge");
    queue.sendMessage("x".repeat(64 * 1024));
  }

  @Test
  void aSignatureOpensWhatItNames() {
    QueueClient queue = queue("signed");
    QueueClient sender =
        signed(
            queue.generateSas(
                new QueueServiceSasSignatureValues(
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                    new QueueSasPermission().setAddPermission(true))),
            "signed");
    sender.sendMessage("by signature");
    assertRefused(sender::receiveMessage, 403, "AuthorizationPermissionMismatch");
    assertRefused(sender::delete, 403, "AuthorizationPermissionMismatch");

    QueueClient reader =
        signed(
            service.generateAccountSas(
                new AccountSasSignatureValues(
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                    new AccountSasPermission().setProcessMessages(true),
                    new AccountSasService().setQueueAccess(true),
                    new AccountSasResourceType().setObject(true))),
            "signed");
    assertThat(reader.receiveMessage().getBody().toString()).isEqualTo("by signature");
  }

  private QueueClient signed(String signature, String name) {
    return new QueueClientBuilder()
        .endpoint(storage.endpoint(ServiceKind.QUEUE))
        .queueName(name)
        .sasToken(signature)
        .buildClient();
  }

  private QueueClient queue(String name) {
    return service.createQueue(name);
  }

  /// The library wraps some refusals once or twice more.
  private static void assertRefused(Runnable work, int status, String code) {
    Throwable refusal = catchRuntimeException(work::run);
    while (!(refusal instanceof QueueStorageException) && refusal.getCause() != null) {
      refusal = refusal.getCause();
    }
    assertThat(refusal)
        .isInstanceOfSatisfying(
            QueueStorageException.class,
            service -> {
              assertThat(service.getStatusCode()).isEqualTo(status);
              assertThat(service.getErrorCode()).hasToString(code);
            });
  }
}
