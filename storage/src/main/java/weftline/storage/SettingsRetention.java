package weftline.storage;

import java.time.Duration;
import java.util.Optional;

/// Deleted blobs are kept as clients have set it for their account; what clients cannot set on the
/// wire is the same for all accounts.
///
/// @param keptContainers used where an account says nothing
record SettingsRetention(Settings settings, boolean versions, Optional<Duration> keptContainers)
    implements Retention {
  @Override
  public boolean versions(String account) {
    return versions;
  }

  @Override
  public Optional<Duration> blobs(String account) {
    return blobSettings(account).deletedBlobs().days().map(Duration::ofDays);
  }

  @Override
  public Optional<Duration> containers(String account) {
    return blobSettings(account)
        .deletedContainers()
        .days()
        .map(Duration::ofDays)
        .or(() -> keptContainers);
  }

  private BlobSettings blobSettings(String account) {
    return settings.of(account, ServiceKind.BLOB).blob();
  }
}
