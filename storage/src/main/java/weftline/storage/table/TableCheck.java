package weftline.storage.table;

import java.util.HashSet;
import java.util.Set;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.storage.CheckReport;
import weftline.storage.RowCheck;

/// Checks the rows of tables: each can be read and belongs to a table.
public final class TableCheck {
  private TableCheck() {}

  public static void run(KeyValueStore.Snapshot snapshot, CheckReport report) {
    RowCheck rows = new RowCheck(snapshot, report);
    Set<Long> generations = new HashSet<>();
    rows.each(
        "a table",
        TableKeys.tables(),
        (_, row) -> generations.add(TableRow.read(row).generation()));
    rows.each(
        "a dead table",
        TableKeys.dead(),
        (key, _) -> generations.add(TableKeys.deadGeneration(key)));
    rows.each(
        "an entity",
        TableKeys.entities(),
        (key, row) -> {
          TableKeys.entity(key, row);
          checkTable(key, generations, report);
        });
  }

  private static void checkTable(Key key, Set<Long> generations, CheckReport report) {
    if (!generations.contains(TableKeys.entityGeneration(key))) {
      report.orphan("entity " + key + " of no table");
    }
  }
}
