package weftline.samples.creditcheck;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What a browser sends when the button is pressed, checked.
///
/// @param id was made with the form, so that pressing twice does not order twice
record Form(String id, Order.Application application) {
  private static final int TENANT_MAX = 100;
  private static final Pattern ORDER_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /// @throws IllegalArgumentException with a sentence for the landlord
  static Form of(String body) {
    Map<String, String> fields = fields(body);
    String tenant = field(fields, "tenant");
    if (tenant.length() > TENANT_MAX) {
      throw new IllegalArgumentException("A name has at most 100 letters.");
    }
    String card = field(fields, "card").replace(" ", "");
    if (!card.matches("\\d{16}")) {
      throw new IllegalArgumentException("A card number has 16 digits.");
    }
    return new Form(
        orderId(field(fields, "id")),
        new Order.Application(
            tenant,
            cents(field(fields, "income")),
            cents(field(fields, "rent")),
            card.substring(card.length() - 4)));
  }

  private static String orderId(String text) {
    if (!ORDER_ID.matcher(text).matches()) {
      throw new IllegalArgumentException("Please load the page again.");
    }
    return text;
  }

  private static Map<String, String> fields(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8).strip());
      }
    }
    return fields;
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("Please fill in: " + name + ".");
    }
    return value;
  }

  private static long cents(String amount) {
    if (!amount.matches("\\d{1,7}")) {
      throw new IllegalArgumentException("'" + amount + "' is no amount in whole euros.");
    }
    return Long.parseLong(amount) * 100;
  }
}
