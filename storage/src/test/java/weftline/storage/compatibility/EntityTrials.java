package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableEntityUpdateMode;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What is in tables.
final class EntityTrials {
  private static final UUID ID = UUID.fromString("3c7e72eb-b4ae-4b43-9d0a-1ce5ec1e3f7b");

  private EntityTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "table table queryEntities", EntityTrials::query,
        "table table queryEntitiesWithPartitionAndRowKey", EntityTrials::insert,
        "table table updateEntity", EntityTrials::update,
        "table table mergeEntity", EntityTrials::merge,
        "table table deleteEntity", EntityTrials::delete,
        "table table insertEntity", EntityTrials::insert,
        "table service submitTransaction", EntityTrials::transaction);
  }

  private static void query(Scene scene) {
    TableClient table = scene.table();
    table.createEntity(entity("1").addProperty("size", 5).addProperty("id", ID));
    table.createEntity(entity("2").addProperty("size", 7L));
    ListEntitiesOptions options =
        new ListEntitiesOptions().setFilter("size lt 6 and id eq guid'" + ID + "'");

    assertThat(table.listEntities(options, null, Context.NONE))
        .extracting(TableEntity::getRowKey)
        .containsExactly("1");
  }

  private static void insert(Scene scene) {
    TableClient table = scene.table();
    table.createEntity(
        entity("it's").addProperty("size", 7L).addProperty("id", ID).addProperty("ok", true));
    TableEntity read = table.getEntity("p", "it's");

    assertThat(read.getProperties())
        .containsEntry("size", 7L)
        .containsEntry("id", ID)
        .containsEntry("ok", true);
    assertThat(read.getETag()).startsWith("W/\"datetime'");
  }

  private static void update(Scene scene) {
    TableClient table = scene.table();
    table.createEntity(entity("1").addProperty("old", 1));
    TableEntity stale = table.getEntity("p", "1");
    table.updateEntity(entity("1").addProperty("new", 2), TableEntityUpdateMode.REPLACE);

    assertThat(table.getEntity("p", "1").getProperties())
        .containsKey("new")
        .doesNotContainKey("old");
    assertThatExceptionOfType(TableServiceException.class)
        .isThrownBy(() ->
            table.updateEntityWithResponse(
                stale, TableEntityUpdateMode.REPLACE, true, null, Context.NONE))
        .matches(refusal -> refusal.getResponse().getStatusCode() == 412);
  }

  private static void merge(Scene scene) {
    TableClient table = scene.table();
    table.createEntity(entity("1").addProperty("old", 1));
    table.updateEntity(entity("1").addProperty("new", 2), TableEntityUpdateMode.MERGE);

    assertThat(table.getEntity("p", "1").getProperties()).containsKeys("old", "new");
  }

  private static void delete(Scene scene) {
    TableClient table = scene.table();
    table.createEntity(entity("1"));
    table.deleteEntity("p", "1");

    assertThat(table.listEntities()).isEmpty();
  }

  private static void transaction(Scene scene) {
    TableClient table = scene.table();
    table.submitTransaction(
        List.of(
            new TableTransactionAction(TableTransactionActionType.CREATE, entity("1")),
            new TableTransactionAction(TableTransactionActionType.UPSERT_MERGE, entity("2"))));

    assertThat(table.listEntities()).extracting(TableEntity::getRowKey).containsExactly("1", "2");
  }

  private static TableEntity entity(String row) {
    return new TableEntity("p", row);
  }
}
