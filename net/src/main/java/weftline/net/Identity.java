package weftline.net;

import java.util.regex.Pattern;

/// Who a certificate of the fabric's authority speaks for.
///
/// @param kind what it may act as
/// @param name the node, balancer, controller or operator
public record Identity(Kind kind, String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Identity {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name for a certificate: letters, digits, '.', '_', '-', at most 64"
              .formatted(name));
    }
  }

  /// What the holder of a certificate may act as.
  public enum Kind {
    CONTROLLER,
    NODE,
    BALANCER,
    STORAGE,
    OPERATOR
  }
}
