package weftline.app.cli;

import java.util.Optional;

/// Names a service and perhaps a role or an instance of it: `shop`, `shop/web`, `shop/web/0`,
/// `shop/web_IN_0`.
record InstancePath(String service, Optional<String> role, Optional<Integer> index) {
  static InstancePath parse(String text) throws CommandFailure {
    String[] parts = text.replace("_IN_", "/").split("/", -1);
    boolean numbered = parts.length < 3 || parts[2].matches("[0-9]{1,6}");
    if (parts.length > 3 || parts[0].isEmpty() || !numbered) {
      throw CommandFailure.usage(
          "'%s' names no service, role or instance".formatted(text),
          "write it like shop, shop/web or shop/web/0");
    }
    return new InstancePath(
        parts[0],
        parts.length > 1 ? Optional.of(parts[1]) : Optional.empty(),
        parts.length > 2 ? Optional.of(Integer.parseInt(parts[2])) : Optional.empty());
  }

  /// The instance's name, or empty.
  String instance() {
    return index.map(number -> role.orElse("") + "_IN_" + number).orElse("");
  }
}
