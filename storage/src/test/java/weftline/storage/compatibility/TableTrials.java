package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListTablesOptions;
import com.azure.data.tables.models.TableAccessPolicy;
import com.azure.data.tables.models.TableItem;
import com.azure.data.tables.models.TableServiceCorsRule;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableServiceProperties;
import com.azure.data.tables.models.TableSignedIdentifier;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import weftline.storage.ServiceKind;

/// Tables and their service, without what is in them.
final class TableTrials {
  private TableTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "table service setProperties", TableTrials::properties,
        "table service getProperties", TableTrials::properties,
        "table service getStatistics", TableTrials::statistics,
        "table table query", TableTrials::query,
        "table table create", TableTrials::create,
        "table table delete", TableTrials::delete,
        "table table getAccessPolicy", TableTrials::policies,
        "table table setAccessPolicy", TableTrials::policies);
  }

  private static void properties(Scene scene) {
    TableServiceProperties before = scene.tables().getProperties();
    scene
        .tables()
        .setProperties(
            new TableServiceProperties()
                .setCorsRules(
                    List.of(
                        new TableServiceCorsRule()
                            .setAllowedOrigins("*")
                            .setAllowedMethods("GET")
                            .setAllowedHeaders("")
                            .setExposedHeaders("")
                            .setMaxAgeInSeconds(5))));
    try {
      assertThat(scene.tables().getProperties().getCorsRules()).hasSize(1);
    } finally {
      scene.tables().setProperties(before.setCorsRules(List.of()));
    }
  }

  private static void statistics(Scene scene) throws Exception {
    assertThat(UserDelegation.statistics(scene, ServiceKind.TABLE).text())
        .contains("<Status>live</Status>");
  }

  private static void query(Scene scene) {
    String name = scene.table().getTableName();
    ListTablesOptions options = new ListTablesOptions().setFilter("TableName eq '" + name + "'");

    assertThat(scene.tables().listTables(options, null, Context.NONE))
        .extracting(TableItem::getName)
        .containsExactly(name);
  }

  private static void create(Scene scene) {
    TableClient table = scene.table();

    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    TableServiceException.class, table::createTable)
                .getValue()
                .getErrorCode())
        .hasToString("TableAlreadyExists");
  }

  private static void delete(Scene scene) {
    TableClient table = scene.table();
    table.deleteTable();

    assertThat(scene.tables().listTables())
        .extracting(TableItem::getName)
        .doesNotContain(table.getTableName());
  }

  private static void policies(Scene scene) {
    TableClient table = scene.table();
    OffsetDateTime start = OffsetDateTime.parse("2026-01-31T10:00:00Z");
    table.setAccessPolicies(
        List.of(
            new TableSignedIdentifier("reader")
                .setAccessPolicy(
                    new TableAccessPolicy()
                        .setPermissions("r")
                        .setStartsOn(start)
                        .setExpiresOn(start.plusYears(9)))));

    assertThat(table.getAccessPolicies().getIdentifiers())
        .hasSize(1)
        .first()
        .satisfies(one -> {
          assertThat(one.getId()).isEqualTo("reader");
          assertThat(one.getAccessPolicy().getPermissions()).isEqualTo("r");
          assertThat(one.getAccessPolicy().getStartsOn()).isEqualTo(start);
        });
  }
}
