package weftline.storage.queue;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// What allows its holder to change or delete a message.
record Receipt(UUID message, long number) {
  static Receipt parse(String message, String receipt) {
    return new Receipt(id(message), number(receipt));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new StorageException(StorageError.MESSAGE_NOT_FOUND);
    }
  }

  private static long number(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == Long.BYTES) {
        return ByteBuffer.wrap(bytes).getLong();
      }
    } catch (IllegalArgumentException _) {
      // Refused below, like one of the wrong length.
    }
    throw new StorageException(StorageError.INVALID_QUERY_PARAMETER_VALUE)
        .withDetail("QueryParameterName", "popreceipt")
        .withDetail("QueryParameterValue", text)
        .withDetail("Reason", "Invalid pop receipt format.");
  }

  static String text(long number) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
