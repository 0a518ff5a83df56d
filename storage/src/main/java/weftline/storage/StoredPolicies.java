package weftline.storage;

import java.util.Optional;

/// Finds the stored access policies that signatures name. Asked on a thread that may block, after
/// the signature has been found to be genuine.
@FunctionalInterface
public interface StoredPolicies {
  StoredPolicies NONE = (service, account, resource, id) -> Optional.empty();

  /// Finds a policy of a container, queue or table, which is called as the request calls it.
  Optional<StoredPolicy> find(ServiceKind service, String account, String resource, String id);
}
