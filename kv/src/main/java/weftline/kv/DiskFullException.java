package weftline.kv;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// There is no room for a write. Nothing of it is there, reads go on, and it may be tried again
/// when there is room.
public final class DiskFullException extends StoreException {
  private static final long serialVersionUID = 1;

  /// What systems say when there is no room, or no more than the user may take.
  private static final List<String> REASONS =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  public DiskFullException(String message, Throwable cause) {
    super(message, cause);
  }

  /// Why a file operation failed: a full disk, or anything else.
  public static StoreException orOther(String message, IOException cause) {
    return isReason(Objects.requireNonNullElse(cause.getMessage(), ""))
        ? new DiskFullException(message + ": the disk is full", cause)
        : new StoreException(message, cause);
  }

  /// Whether a system's or library's message says that there is no room.
  public static boolean isReason(String message) {
    return REASONS.stream().anyMatch(message::contains);
  }
}
