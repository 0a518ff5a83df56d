package weftline.samples.creditcheck;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import weftline.sdk.RoleEnvironment;

/// The *web* role: takes orders and shows how they stand.
public final class Web {
  private static final int BODY_MAX = 16 * 1_024;
  private static final String DEFAULT_PRICE = "2500";

  private final RoleEnvironment environment;
  private final Storage storage;
  private final Function<Order.Application, Map<String, String>> details;

  private Web(
      RoleEnvironment environment,
      Storage storage,
      Function<Order.Application, Map<String, String>> details) {
    this.environment = environment;
    this.storage = storage;
    this.details = details;
  }

  static void main() throws IOException {
    run(_ -> Map.of());
  }

  /// Serves until the fabric says stop.
  ///
  /// @param details what a later version wants to keep of an application in columns of its own
  public static void run(Function<Order.Application, Map<String, String>> details)
      throws IOException {
    var environment = RoleEnvironment.connect();
    var storage = Storage.open(environment.setting("Storage").orElseThrow());
    var web = new Web(environment, storage, details);
    var address = environment.endpoint("http").orElseThrow().socketAddress();
    var server = GentleServer.start(address, web::handle);
    environment.onStopping(server::leave);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String request = exchange.getRequestMethod() + " " + path;
    if (request.equals("GET /")) {
      page(exchange, 200, Pages.form(UUID.randomUUID().toString(), price(), instance()));
    } else if (request.equals("POST /orders")) {
      order(exchange);
    } else if (request.equals("GET /statement")) {
      page(exchange, 200, Pages.statement(storage.card().statement()));
    } else if (request.startsWith("GET /orders/")) {
      show(exchange, path.substring("/orders/".length()));
    } else {
      page(exchange, 404, Pages.problem("There is no such page."));
    }
  }

  private void order(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX);
    Form form;
    try {
      form = Form.of(new String(body, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      page(exchange, 400, Pages.problem(Optional.ofNullable(e.getMessage()).orElse("")));
      return;
    }
    storage.orders().add(form.id(), form.application(), price(), details.apply(form.application()));
    storage.payments().sendMessage(form.id());
    storage.reports().sendMessage(form.id());
    exchange.getResponseHeaders().set("Location", "/orders/" + form.id());
    exchange.sendResponseHeaders(303, -1);
  }

  private void show(HttpExchange exchange, String id) throws IOException {
    Optional<Order> order = storage.orders().find(id);
    if (order.isPresent()) {
      page(exchange, 200, Pages.order(order.get(), instance()));
    } else {
      page(exchange, 404, Pages.problem("There is no such order."));
    }
  }

  /// Read each time, so that a new price holds from the next order on.
  private long price() {
    return Long.parseLong(environment.setting("Price").orElse(DEFAULT_PRICE));
  }

  private String instance() {
    return environment.instanceName();
  }

  private static void page(HttpExchange exchange, int status, String html) throws IOException {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
