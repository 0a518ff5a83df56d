package weftline.sdk;

import java.nio.file.Path;

/// A folder that belongs to this instance alone.
///
/// @param sizeMegabytes how much it may hold
public record LocalStorage(String name, Path path, int sizeMegabytes) {}
