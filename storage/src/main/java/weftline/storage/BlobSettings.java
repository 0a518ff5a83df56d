package weftline.storage;

import java.util.Optional;

/// The settings that only the blob service has.
///
/// @param defaultVersion of requests that name none
/// @param deletedBlobs how long deleted blobs can be brought back
/// @param deletedContainers as for blobs; clients know it from the management of accounts only
record BlobSettings(
    Optional<String> defaultVersion,
    RetentionPolicy deletedBlobs,
    RetentionPolicy deletedContainers,
    StaticWebsite website) {
  static final BlobSettings DEFAULT =
      new BlobSettings(
          Optional.empty(), RetentionPolicy.OFF, RetentionPolicy.OFF, StaticWebsite.OFF);

  BlobSettings withDefaultVersion(String version) {
    return new BlobSettings(Optional.of(version), deletedBlobs, deletedContainers, website);
  }

  BlobSettings withDeletedBlobs(RetentionPolicy policy) {
    return new BlobSettings(defaultVersion, policy, deletedContainers, website);
  }

  BlobSettings withDeletedContainers(RetentionPolicy policy) {
    return new BlobSettings(defaultVersion, deletedBlobs, policy, website);
  }

  BlobSettings withWebsite(StaticWebsite newWebsite) {
    return new BlobSettings(defaultVersion, deletedBlobs, deletedContainers, newWebsite);
  }
}
