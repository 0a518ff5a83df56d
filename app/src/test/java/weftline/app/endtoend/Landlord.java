package weftline.app.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody who uses the pages of the credit check: fills in the form, presses the button again if
/// nothing came back, and looks until the report is there.
final class Landlord {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern ORDER_ID = Pattern.compile("name=\"id\" value=\"([^\"]+)\"");
  private static final Pattern PRICE = Pattern.compile("(€ [0-9.,]+) a report");
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]+)\">Read the report");
  private static final Pattern CHARGE = Pattern.compile("<tr><td>([^<]+)</td>");

  private final URI base;
  private final List<String> orders = new CopyOnWriteArrayList<>();

  Landlord(URI base) {
    this.base = base;
  }

  /// Returns the order's id once the service has taken it.
  String order(String tenant) {
    String form = page("/");
    String id = first(ORDER_ID, form).orElseThrow();
    String fields =
        "id=%s&tenant=%s&income=3000&rent=900&card=4242424242424242".formatted(id, tenant);
    Await.until(
        "the order is taken", PATIENCE, () -> ask("POST", "/orders", fields, 303).isPresent());
    orders.add(id);
    return id;
  }

  /// The page of an order once it holds a link to the report.
  String awaitReport(String id) {
    return Await.present(
        "the report of order " + id,
        PATIENCE,
        () ->
            ask("GET", "/orders/" + id, "", 200)
                .filter(page -> page.contains("data-state=\"reported\"")));
  }

  void awaitAllReports() {
    orders.forEach(this::awaitReport);
  }

  /// Follows the link as a browser does.
  String readReport(String page) throws IOException, InterruptedException {
    URI link = URI.create(first(LINK, page).orElseThrow().replace("&amp;", "&"));
    try (HttpClient browser = HttpClient.newHttpClient()) {
      var answer = browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
      return answer.statusCode() + "\n" + answer.body();
    }
  }

  /// The ids of all charged orders, each as often as it was charged.
  List<String> statement() {
    return CHARGE.matcher(page("/statement")).results().map(found -> found.group(1)).toList();
  }

  List<String> orders() {
    return List.copyOf(orders);
  }

  String price() {
    return first(PRICE, page("/")).orElseThrow();
  }

  String page(String path) {
    return Await.present("page " + path, PATIENCE, () -> ask("GET", path, "", 200));
  }

  /// The body, if the answer has the status; nothing came back otherwise, and one asks again.
  private Optional<String> ask(String method, String path, String form, int status) {
    try {
      var answer = WireConnection.once(base, method, path, form);
      return answer.status() == status ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
