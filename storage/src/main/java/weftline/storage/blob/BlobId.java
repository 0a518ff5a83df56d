package weftline.storage.blob;

/// Names one blob in one generation of its container.
record BlobId(ContainerId container, String name) {}
