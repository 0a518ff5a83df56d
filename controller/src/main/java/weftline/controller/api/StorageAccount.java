package weftline.controller.api;

/// One storage account and its two keys. Never printed as a whole.
public record StorageAccount(String name, String key1, String key2) {
  /// Which of the two keys.
  public enum Key {
    KEY1,
    KEY2
  }

  @Override
  public String toString() {
    return "StorageAccount[" + name + "]";
  }
}
