package weftline.storage.blob;

/// Names one container for as long as it lives; one that is made anew has another generation.
record ContainerId(String account, String name, long generation) {}
