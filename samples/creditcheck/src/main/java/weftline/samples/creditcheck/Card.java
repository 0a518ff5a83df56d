package weftline.samples.creditcheck;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.TableEntity;
import java.util.List;

/// The landlords' bank, in our imagination: a table of charges. The order's id is the key of its
/// charge, so the table itself refuses to charge an order twice, whoever asks and however often.
final class Card {
  private static final String ROW = "charge";

  private final TableClient table;

  Card(TableClient table) {
    this.table = table;
  }

  /// Returns whether the card was charged now; if not, it was before.
  boolean charge(Order order, String by) {
    return Orders.insert(
        table,
        new TableEntity(order.id(), ROW)
            .addProperty("Amount", order.price())
            .addProperty("CardEnding", order.application().cardEnding())
            .addProperty("By", by));
  }

  List<Charge> statement() {
    return table.listEntities().stream()
        .map(row ->
            new Charge(
                row.getPartitionKey(),
                (Long) row.getProperty("Amount"),
                (String) row.getProperty("CardEnding")))
        .toList();
  }

  /// One line of the statement.
  record Charge(String order, long amount, String cardEnding) {}
}
