package weftline.samples.creditcheck;

import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableEntityUpdateMode;
import com.azure.data.tables.models.TableServiceException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The table of orders.
final class Orders {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int ATTEMPTS_MAX = 20;

  private final TableClient table;

  Orders(TableClient table) {
    this.table = table;
  }

  /// An order that is there already stays as it is: the landlord has pressed the button twice.
  void add(String id, Order.Application application, long price, Map<String, String> details) {
    insert(table, Order.received(id, application, price, details));
  }

  Optional<Order> find(String id) {
    return entity(id).map(Order::of);
  }

  /// Changes an order as it stands in the table now. Somebody else may change it between our
  /// reading and our writing; the ETag tells, and then we read again.
  void change(String id, Consumer<TableEntity> change) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      TableEntity entity = entity(id).orElseThrow();
      change.accept(entity);
      try {
        table.updateEntityWithResponse(
            entity, TableEntityUpdateMode.MERGE, true, null, Context.NONE);
        return;
      } catch (TableServiceException e) {
        if (e.getResponse().getStatusCode() != PRECONDITION_FAILED) {
          throw e;
        }
      }
    }
    throw new IllegalStateException("order %s is changed all the time".formatted(id));
  }

  /// Returns whether the row is new.
  static boolean insert(TableClient table, TableEntity entity) {
    try {
      table.createEntity(entity);
      return true;
    } catch (TableServiceException e) {
      if (e.getResponse().getStatusCode() == CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private Optional<TableEntity> entity(String id) {
    try {
      return Optional.of(table.getEntity(id, Order.ROW));
    } catch (TableServiceException e) {
      if (e.getResponse().getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
