package weftline.samples.creditcheck;

import java.io.IOException;
import java.util.Optional;
import weftline.sdk.RoleEnvironment;

/// The *payment* role: charges the card of each order exactly once.
final class Payment {
  private final Storage storage;
  private final String instance;

  private Payment(Storage storage, String instance) {
    this.storage = storage;
    this.instance = instance;
  }

  static void main() throws IOException, InterruptedException {
    var environment = RoleEnvironment.connect();
    var storage = Storage.open(environment.setting("Storage").orElseThrow());
    var payment = new Payment(storage, environment.instanceName());
    var worker = new Worker(storage.payments(), payment::pay);
    environment.onStopping(worker::stop);
    worker.run();
  }

  /// The charge comes first: if we die between the two steps, the second message finds the charge
  /// made and goes on with the order.
  private boolean pay(String orderId) {
    Optional<Order> order = storage.orders().find(orderId);
    if (order.isPresent() && !order.get().paid()) {
      storage.card().charge(order.get(), instance);
      storage.orders().change(orderId, entity -> entity.addProperty("Paid", true));
    }
    return true;
  }
}
