package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.data.tables.models.TableEntity;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.QueueMessageItem;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged is there when the program starts again.
final class RestartTest {
  @TempDir Path folder;

  @Test
  void messagesEntitiesAndReceiptsSurvive() throws IOException {
    QueueMessageItem taken;
    try (StorageFixture storage = StorageFixture.onDisk(folder)) {
      QueueClient queue = queues(storage).createQueue("work");
      queue.sendMessage("taken");
      queue.sendMessage("waiting");
      taken = queue.receiveMessage();
      tables(storage).createTable("things").createEntity(new TableEntity("p", "r"));
    }
    try (StorageFixture storage = StorageFixture.onDisk(folder)) {
      QueueClient queue = queues(storage).getQueueClient("work");
      assertThat(queue.getProperties().getApproximateMessagesCountLong()).isEqualTo(2);
      queue.deleteMessage(taken.getMessageId(), taken.getPopReceipt());
      assertThat(queue.receiveMessages(2))
          .extracting(message -> message.getBody().toString())
          .containsExactly("waiting");
      assertThat(tables(storage).getTableClient("things").listEntities())
          .extracting(TableEntity::getRowKey)
          .containsExactly("r");
    }
  }

  private static QueueServiceClient queues(StorageFixture storage) {
    return new QueueServiceClientBuilder()
        .connectionString(storage.connectionString())
        .buildClient();
  }

  private static TableServiceClient tables(StorageFixture storage) {
    return new TableServiceClientBuilder()
        .connectionString(storage.connectionString())
        .buildClient();
  }
}
