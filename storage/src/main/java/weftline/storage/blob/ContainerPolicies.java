package weftline.storage.blob;

import java.util.Optional;
import weftline.storage.PublicAccess;
import weftline.storage.ServiceKind;
import weftline.storage.StoredPolicies;
import weftline.storage.StoredPolicy;

/// What the owners of containers have let others do.
record ContainerPolicies(Containers containers) implements StoredPolicies {
  @Override
  public Optional<StoredPolicy> find(
      ServiceKind service, String account, String container, String id) {
    return containers.access(account, container).policies().policy(id);
  }

  @Override
  public PublicAccess publicAccess(String account, String container) {
    return containers.access(account, container).everybody();
  }
}
