package weftline.storage.table;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// What an entity may be.
final class EntityLimits {
  /// Beside the two keys and the timestamp.
  static final int PROPERTIES_MAX = 252;

  static final int ENTITY_BYTES_MAX = 1 << 20;
  static final int VALUE_BYTES_MAX = 64 << 10;
  static final int KEY_BYTES_MAX = 2 * 1_024;
  static final int NAME_MAX = 255;

  private static final int PROPERTY_BYTES = 8;
  private static final int CHARACTER_BYTES = 2;
  private static final Instant EARLIEST = Instant.parse("1601-01-01T00:00:00Z");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Pc}\\p{Cf}]*");

  private EntityLimits() {}

  /// Refuses an entity that is too large or has names or keys that are not allowed.
  static void check(Entity entity) {
    checkKey(entity.partition());
    checkKey(entity.row());
    if (entity.properties().size() > PROPERTIES_MAX) {
      throw new StorageException(StorageError.TOO_MANY_PROPERTIES);
    }
    long bytes =
        4L + CHARACTER_BYTES * ((long) entity.partition().length() + entity.row().length());
    for (Map.Entry<String, Edm> property : entity.properties().entrySet()) {
      checkName(property.getKey());
      bytes +=
          PROPERTY_BYTES
              + CHARACTER_BYTES * (long) property.getKey().length()
              + checkedBytes(property.getValue());
    }
    if (bytes > ENTITY_BYTES_MAX) {
      throw new StorageException(StorageError.ENTITY_TOO_LARGE);
    }
  }

  private static void checkKey(String key) {
    if (CHARACTER_BYTES * key.length() > KEY_BYTES_MAX) {
      throw new StorageException(StorageError.KEY_VALUE_TOO_LARGE);
    }
    for (int at = 0; at < key.length(); at++) {
      if (isForbidden(key.charAt(at))) {
        throw new StorageException(
            StorageError.OUT_OF_RANGE_INPUT,
            "A key has a character that is not allowed: one of / \\ # ? or a control character.");
      }
    }
  }

  private static boolean isForbidden(int character) {
    return "/\\#?".indexOf(character) >= 0
        || character < 0x20
        || (character >= 0x7f && character <= 0x9f);
  }

  private static void checkName(String name) {
    if (name.length() > NAME_MAX) {
      throw new StorageException(StorageError.PROPERTY_NAME_TOO_LONG);
    }
    if (!isPlain(name) && !NAME.matcher(name).matches()) {
      throw new StorageException(StorageError.PROPERTY_NAME_INVALID);
    }
  }

  /// Most names have nothing but these in them, and are known as right without the pattern.
  private static boolean isPlain(String name) {
    for (int at = 0; at < name.length(); at++) {
      int letter = name.charAt(at) | 0x20;
      if (letter < 'a' || letter > 'z') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static long checkedBytes(Edm value) {
    long bytes =
        switch (value) {
          case Edm.Text(var text) -> CHARACTER_BYTES * (long) text.length();
          case Edm.Binary(var content) -> content.length;
          case Edm.Guid _ -> 16;
          case Edm.Truth _ -> 1;
          case Edm.Int32 _ -> 4;
          case Edm.Int64 _, Edm.Real _ -> 8;
          case Edm.Moment(var time) when time.isBefore(EARLIEST) ->
              throw new StorageException(
                  StorageError.OUT_OF_RANGE_INPUT, "A time is before the year 1601.");
          case Edm.Moment _ -> 8;
        };
    if (bytes > VALUE_BYTES_MAX) {
      throw new StorageException(StorageError.PROPERTY_VALUE_TOO_LARGE);
    }
    return bytes;
  }
}
