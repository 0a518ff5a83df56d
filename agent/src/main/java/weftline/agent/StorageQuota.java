package weftline.agent;

import java.io.IOException;
import java.util.Optional;
import weftline.model.RoleDefinition;
import weftline.model.RoleDefinition.LocalStorage;

/// Sees whether an instance keeps to the sizes that its definition gives to its local storage.
final class StorageQuota {
  private static final long MEGABYTE = 1024 * 1024;

  private StorageQuota() {}

  /// One sentence about the first folder that is too full.
  static Optional<String> excess(InstanceFolder folder, RoleDefinition role) throws IOException {
    for (LocalStorage storage : role.localStorage()) {
      long bytes = FileTrees.bytes(folder.storage(storage));
      if (bytes > storage.sizeMegabytes() * MEGABYTE) {
        return Optional.of(
            "local storage %s holds more than its %d MB; delete files or raise sizeInMB"
                .formatted(storage.name(), storage.sizeMegabytes()));
      }
    }
    return Optional.empty();
  }
}
