package weftline.storage;

import java.time.Duration;
import java.util.Optional;

/// What an account keeps of blobs and containers that are replaced or deleted.
public interface Retention {
  /// Nothing is kept.
  Retention NONE = of(false, Optional.empty(), Optional.empty());

  /// Whether every state of a blob is kept as a version.
  boolean versions(String account);

  /// How long deleted blobs can be had back; empty if not at all.
  Optional<Duration> blobs(String account);

  /// How long deleted containers can be had back; empty if not at all.
  Optional<Duration> containers(String account);

  /// The same for all accounts.
  static Retention of(boolean versions, Optional<Duration> blobs, Optional<Duration> containers) {
    return new Fixed(versions, blobs, containers);
  }

  /// The same for all accounts.
  record Fixed(boolean versions, Optional<Duration> blobs, Optional<Duration> containers)
      implements Retention {
    @Override
    public boolean versions(String account) {
      return versions;
    }

    @Override
    public Optional<Duration> blobs(String account) {
      return blobs;
    }

    @Override
    public Optional<Duration> containers(String account) {
      return containers;
    }
  }
}
