package weftline.storage;

import java.util.Optional;

/// Finds the stored access policies that signatures name, and what needs none. Asked on a thread
/// that may block, after the signature has been found to be genuine.
@FunctionalInterface
public interface StoredPolicies {
  StoredPolicies NONE = (service, account, resource, id) -> Optional.empty();

  /// Finds a policy of a container, queue or table, which is called as the request calls it.
  Optional<StoredPolicy> find(ServiceKind service, String account, String resource, String id);

  /// What everybody may read of a container.
  default PublicAccess publicAccess(String account, String container) {
    return PublicAccess.NONE;
  }
}
