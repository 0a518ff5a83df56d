package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.data.tables.models.TableAccessPolicy;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableSignedIdentifier;
import com.azure.data.tables.sas.TableSasSignatureValues;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.models.QueueAccessPolicy;
import com.azure.storage.queue.models.QueueSignedIdentifier;
import com.azure.storage.queue.models.QueueStorageException;
import com.azure.storage.queue.sas.QueueServiceSasSignatureValues;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Policies that are stored with queues and tables, as the official libraries for Java use them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StoredPolicySdkTest {
  private final OffsetDateTime tomorrow =
      OffsetDateTime.now(ZoneOffset.UTC).plusDays(1).withNano(0);
  private final StorageFixture storage = StorageFixture.inMemory();

  StoredPolicySdkTest() throws IOException {}

  @AfterAll
  void closeStorage() {
    storage.close();
  }

  @Test
  void aSignatureForAQueueHoldsAsLongAsItsPolicy() {
    QueueClient owner =
        new QueueClientBuilder()
            .connectionString(storage.connectionString())
            .queueName("jobs")
            .buildClient();
    owner.create();
    assertThat(owner.getAccessPolicy()).isEmpty();
    owner.setAccessPolicy(
        List.of(
            new QueueSignedIdentifier()
                .setId("senders")
                .setAccessPolicy(
                    new QueueAccessPolicy().setExpiresOn(tomorrow).setPermissions("a"))));
    assertThat(owner.getAccessPolicy())
        .singleElement()
        .satisfies(policy -> {
          assertThat(policy.getAccessPolicy().getExpiresOn()).isEqualTo(tomorrow);
          assertThat(policy.getAccessPolicy().getPermissions()).isEqualTo("a");
        });

    QueueClient guest =
        new QueueClientBuilder()
            .endpoint(storage.endpoint(ServiceKind.QUEUE))
            .queueName("jobs")
            .sasToken(owner.generateSas(new QueueServiceSasSignatureValues("senders")))
            .buildClient();
    assertThat(guest.sendMessage("hello").getMessageId()).isNotEmpty();
    assertThat(refusal(guest::peekMessage)).isEqualTo(403);
    assertThat(refusal(guest::getAccessPolicy)).isEqualTo(403);

    owner.clearMessages();
    assertThat(guest.sendMessage("still").getMessageId()).isNotEmpty();
    owner.setAccessPolicy(List.of());
    assertThat(refusal(() -> guest.sendMessage("too late"))).isEqualTo(403);
  }

  private static int refusal(Runnable request) {
    RuntimeException thrown = catchRuntimeException(request::run);
    return thrown instanceof QueueStorageException refusal ? refusal.getStatusCode() : 0;
  }

  @Test
  void aSignatureForATableHoldsAsLongAsItsPolicy() {
    TableClient owner =
        new TableClientBuilder()
            .connectionString(storage.connectionString())
            .tableName("Things")
            .buildClient();
    owner.createTable();
    owner.createEntity(new TableEntity("p", "r"));
    owner.setAccessPolicies(
        List.of(
            new TableSignedIdentifier("readers")
                .setAccessPolicy(
                    new TableAccessPolicy().setExpiresOn(tomorrow).setPermissions("r"))));
    assertThat(owner.getAccessPolicies().getIdentifiers())
        .extracting(TableSignedIdentifier::getId)
        .containsExactly("readers");

    TableClient guest =
        new TableClientBuilder()
            .endpoint(storage.endpoint(ServiceKind.TABLE))
            .tableName("Things")
            .sasToken(owner.generateSas(new TableSasSignatureValues("readers")))
            .buildClient();
    assertThat(guest.getEntity("p", "r").getRowKey()).isEqualTo("r");
    assertThat(tableRefusal(() -> guest.createEntity(new TableEntity("p", "s")))).isEqualTo(403);

    owner.setAccessPolicies(List.of());
    assertThat(tableRefusal(() -> guest.getEntity("p", "r"))).isEqualTo(403);
  }

  private static int tableRefusal(Runnable request) {
    RuntimeException thrown = catchRuntimeException(request::run);
    return thrown instanceof TableServiceException refusal
        ? refusal.getResponse().getStatusCode()
        : 0;
  }
}
