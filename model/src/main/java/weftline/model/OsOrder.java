package weftline.model;

import java.util.regex.Pattern;

/// What a node is asked to make of its operating system.
///
/// @param number orders the orders of one node
/// @param version the version that the machine should run; it is handed to a program, so it may not
///   be just any text
public record OsOrder(long number, String version) {
  public static final int VERSION_LENGTH_MAX = 100;

  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+:~-]*");

  public OsOrder {
    requireVersion(version);
  }

  /// How an order ended. That the machine has the version, its report says by itself; it may have
  /// to start again first.
  ///
  /// @param begun whether nothing went wrong so far
  /// @param detail one line for people
  public record Result(long number, boolean begun, String detail) {}

  /// Whether a text can be the version of an operating system.
  public static boolean isVersion(String text) {
    return text.length() <= VERSION_LENGTH_MAX && VERSION.matcher(text).matches();
  }

  static void requireVersion(String text) {
    if (!isVersion(text)) {
      throw new IllegalArgumentException(
          "'%s' is no version: letters, digits and . _ + : ~ -, at most %d of them"
              .formatted(text, VERSION_LENGTH_MAX));
    }
  }
}
