package weftline.kv;

/// The engine cannot do its work: the disk is full or broken, or the store is closed.
public sealed class StoreException extends RuntimeException permits DiskFullException {
  private static final long serialVersionUID = 1;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
