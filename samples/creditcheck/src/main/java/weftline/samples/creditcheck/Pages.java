package weftline.samples.creditcheck;

import java.util.List;

/// What people see.
final class Pages {
  /// A page that loads itself again until there is nothing to wait for.
  private static final String REFRESH = "<meta http-equiv=\"refresh\" content=\"1\">";

  private Pages() {}

  static String form(String orderId, long price, String instance) {
    return frame(
        "",
        """
        <h1>Credit check</h1>
        <p>For landlords: find out whether a would-be tenant can pay. %s a report.</p>
        <form method="post" action="/orders">
        <input type="hidden" name="id" value="%s">
        <label>Tenant <input name="tenant" maxlength="100" required></label>
        <label>Income a month, in euros <input name="income" inputmode="numeric" required></label>
        <label>Rent a month, in euros <input name="rent" inputmode="numeric" required></label>
        <label>Card number <input name="card" value="4242 4242 4242 4242" required></label>
        <button>Order the report</button>
        </form>
        <p><small>Answered by %s.</small></p>
        """
            .formatted(money(price), orderId, escape(instance)));
  }

  static String order(Order order, String instance) {
    String progress =
        order
            .reportLink()
            .map("<p><a href=\"%s\">Read the report</a></p>"::formatted)
            .orElse("<p>The report is being written.</p>");
    String body =
        """
        <h1>Your order</h1>
        <p data-state="%s">%s</p>
        %s
        %s
        <p><small>Answered by %s.</small></p>
        """
            .formatted(
                state(order),
                order.paid() ? "Paid: " + money(order.price()) : "The payment is on its way.",
                progress,
                facts(order),
                escape(instance));
    return frame(order.reportLink().isPresent() ? "" : REFRESH, body);
  }

  static String report(Order order) {
    Order.Application application = order.application();
    long share = 100 * application.rent() / Math.max(1, application.income());
    String verdict = share <= 33 ? "can afford" : share <= 50 ? "can just afford" : "cannot afford";
    return frame(
        "",
        """
        <h1>%s %s this rent</h1>
        <p>The rent takes %d %% of the income.</p>
        %s
        """
            .formatted(escape(application.tenant()), verdict, share, facts(order)));
  }

  static String statement(List<Card.Charge> charges) {
    var rows = new StringBuilder();
    for (Card.Charge charge : charges) {
      rows.append("<tr><td>%s</td>".formatted(charge.order()))
          .append("<td>%s</td>".formatted(money(charge.amount())))
          .append("<td>… %s</td></tr>%n".formatted(escape(charge.cardEnding())));
    }
    return frame("", "<h1>Card statement</h1>\n<table>\n" + rows + "</table>");
  }

  static String problem(String message) {
    return frame("", "<h1>This did not work</h1><p>%s</p>".formatted(escape(message)));
  }

  private static String state(Order order) {
    if (order.reportLink().isPresent()) {
      return "reported";
    }
    return order.paid() ? "paid" : "received";
  }

  private static String facts(Order order) {
    var facts = new StringBuilder("<dl>\n");
    fact(facts, "Order", order.id());
    fact(facts, "Tenant", order.application().tenant());
    fact(facts, "Income", money(order.application().income()));
    fact(facts, "Rent", money(order.application().rent()));
    order.details().forEach((name, value) -> fact(facts, name, value));
    return facts.append("</dl>").toString();
  }

  private static void fact(StringBuilder facts, String name, String value) {
    facts.append("<dt>%s</dt><dd>%s</dd>%n".formatted(escape(name), escape(value)));
  }

  private static String frame(String head, String body) {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Credit check</title>%s
    <style>
      body { font: 16px/1.5 sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em; }
      label { display: block; margin: .6em 0; }
      input { width: 100%%; font: inherit; }
      dt { font-weight: bold; }
      td { padding-right: 2em; }
    </style></head>
    <body>
    %s
    </body>
    </html>
    """
        .formatted(head, body);
  }

  private static String money(long cents) {
    return "€ %,d.%02d".formatted(cents / 100, cents % 100);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
