package weftline.storage.blob;

/// Names one blob in one generation of its container.
record BlobId(ContainerId container, String name) {
  /// As people write it: `account/container/name`.
  @Override
  public String toString() {
    return "%s/%s/%s".formatted(container.account(), container.name(), name);
  }
}
