package weftline.samples.creditcheck;

import com.azure.data.tables.models.TableEntity;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a landlord wants to know, and how far the answer has come.
///
/// @param price in cents, as it was when the order came in
/// @param reportLink where the report can be read
/// @param details columns that this version knows nothing about; they are kept and shown
public record Order(
    String id,
    Application application,
    long price,
    boolean paid,
    Optional<String> reportLink,
    SortedMap<String, String> details) {
  /// The row of an order within its partition; an order is a partition of its own.
  static final String ROW = "order";

  private static final String DETAIL = "Detail";

  /// What stands in the form.
  ///
  /// @param income of the tenant, in cents a month
  /// @param rent in cents a month
  /// @param cardEnding the last four digits; more of the card is not kept
  public record Application(String tenant, long income, long rent, String cardEnding) {}

  static Order of(TableEntity entity) {
    SortedMap<String, String> details = new TreeMap<>();
    entity
        .getProperties()
        .forEach((name, value) -> {
          if (name.startsWith(DETAIL)) {
            details.put(name.substring(DETAIL.length()), value.toString());
          }
        });
    return new Order(
        entity.getPartitionKey(),
        new Application(
            (String) entity.getProperty("Tenant"),
            (Long) entity.getProperty("Income"),
            (Long) entity.getProperty("Rent"),
            (String) entity.getProperty("CardEnding")),
        (Long) entity.getProperty("Price"),
        Boolean.TRUE.equals(entity.getProperty("Paid")),
        Optional.ofNullable((String) entity.getProperty("ReportLink")),
        details);
  }

  static TableEntity received(
      String id, Application application, long price, Map<String, String> details) {
    TableEntity entity =
        new TableEntity(id, ROW)
            .addProperty("Tenant", application.tenant())
            .addProperty("Income", application.income())
            .addProperty("Rent", application.rent())
            .addProperty("CardEnding", application.cardEnding())
            .addProperty("Price", price)
            .addProperty("Paid", false);
    details.forEach((name, value) -> entity.addProperty(DETAIL + name, value));
    return entity;
  }
}
