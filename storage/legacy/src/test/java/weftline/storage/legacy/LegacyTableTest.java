package weftline.storage.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weftline.storage.legacy.LegacyRefusal.assertRefused;

import com.microsoft.azure.storage.table.CloudTable;
import com.microsoft.azure.storage.table.DynamicTableEntity;
import com.microsoft.azure.storage.table.EntityProperty;
import com.microsoft.azure.storage.table.SharedAccessTablePermissions;
import com.microsoft.azure.storage.table.SharedAccessTablePolicy;
import com.microsoft.azure.storage.table.TableBatchOperation;
import com.microsoft.azure.storage.table.TableOperation;
import com.microsoft.azure.storage.table.TablePermissions;
import com.microsoft.azure.storage.table.TableQuery;
import com.microsoft.azure.storage.table.TableServiceException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tables as the legacy library for Java uses them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LegacyTableTest {
  private static final UUID ID = UUID.fromString("3c7e72eb-b4ae-4b43-9d0a-1ce5ec1e3f7b");

  private final LegacyFixture fixture;

  LegacyTableTest(@TempDir Path folder) throws Exception {
    fixture = LegacyFixture.open(folder);
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void anEntityKeepsItsTypes() throws Exception {
    CloudTable table = table();
    Date time = Date.from(Instant.parse("2026-01-31T10:00:00.123Z"));
    table.execute(
        TableOperation.insert(
            entity(
                "it's",
                Map.of(
                    "text", new EntityProperty("grüße"),
                    "big", new EntityProperty(1L << 40),
                    "id", new EntityProperty(ID),
                    "bytes", new EntityProperty(new byte[] {1, 2}),
                    "time", new EntityProperty(time),
                    "fraction", new EntityProperty(1.5)))));
    Map<String, EntityProperty> read = read(table, "it's").getProperties();

    assertThat(read.get("text").getValueAsString()).isEqualTo("grüße");
    assertThat(read.get("big").getValueAsLong()).isEqualTo(1L << 40);
    assertThat(read.get("id").getValueAsUUID()).isEqualTo(ID);
    assertThat(read.get("bytes").getValueAsByteArray()).containsExactly(1, 2);
    assertThat(read.get("time").getValueAsDate()).isEqualTo(time);
    assertThat(read.get("fraction").getValueAsDouble()).isEqualTo(1.5);
  }

  @Test
  void entitiesAreReplacedMergedAndDeleted() throws Exception {
    CloudTable table = table();
    table.execute(TableOperation.insert(entity("r", Map.of("a", new EntityProperty(1)))));
    DynamicTableEntity stale = read(table, "r");
    table.execute(TableOperation.insertOrMerge(entity("r", Map.of("b", new EntityProperty(2)))));
    assertThat(read(table, "r").getProperties()).containsOnlyKeys("a", "b");

    assertRefused(
        412, "UpdateConditionNotSatisfied", () -> table.execute(TableOperation.replace(stale)));
    table.execute(TableOperation.insertOrReplace(entity("r", Map.of("c", new EntityProperty(3)))));
    assertThat(read(table, "r").getProperties()).containsOnlyKeys("c");
    table.execute(TableOperation.delete(read(table, "r")));
    assertThat(
            table.execute(TableOperation.retrieve("p", "r", DynamicTableEntity.class)).getResult())
        .isNull();
  }

  @Test
  void batchesAreAtomic() throws Exception {
    CloudTable table = table();
    TableBatchOperation batch = new TableBatchOperation();
    for (int i = 0; i < 100; i++) {
      batch.insert(entity("%03d".formatted(i), Map.of("n", new EntityProperty(i))));
    }
    assertThat(table.execute(batch)).hasSize(100);
    TableBatchOperation broken = new TableBatchOperation();
    broken.insert(entity("new", Map.of()));
    broken.insert(entity("000", Map.of()));
    assertThatThrownBy(() -> table.execute(broken)).isInstanceOf(TableServiceException.class);

    TableQuery<DynamicTableEntity> query =
        TableQuery.from(DynamicTableEntity.class).where("n ge 95 or RowKey eq 'new'");
    assertThat(table.execute(query)).hasSize(5);
  }

  @Test
  void tablesAreListedAndKeepPolicies() throws Exception {
    CloudTable table = table();
    SharedAccessTablePolicy policy = new SharedAccessTablePolicy();
    policy.setPermissions(EnumSet.of(SharedAccessTablePermissions.QUERY));
    policy.setSharedAccessExpiryTime(Date.from(Instant.now().plusSeconds(3_600)));
    TablePermissions permissions = new TablePermissions();
    permissions.getSharedAccessPolicies().put("reader", policy);
    table.uploadPermissions(permissions);

    assertThat(table.downloadPermissions().getSharedAccessPolicies()).containsOnlyKeys("reader");
    assertThat(fixture.account().createCloudTableClient().listTables(table.getName())).hasSize(1);
    assertThat(table.deleteIfExists()).isTrue();
  }

  private CloudTable table() throws Exception {
    CloudTable table =
        fixture.account().createCloudTableClient().getTableReference(LegacyFixture.name());
    table.create();
    return table;
  }

  private static DynamicTableEntity entity(String row, Map<String, EntityProperty> properties) {
    return new DynamicTableEntity("p", row, new HashMap<>(properties));
  }

  private static DynamicTableEntity read(CloudTable table, String row) throws Exception {
    return table
        .execute(TableOperation.retrieve("p", row, DynamicTableEntity.class))
        .getResultAsType();
  }
}
