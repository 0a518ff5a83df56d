package weftline.storage;

import java.util.List;

/// Who a bearer token speaks for.
///
/// @param objectId the person or program, as the issuer numbers them
/// @param tenantId the directory that knows them
public record TokenHolder(String objectId, String tenantId, List<Role> roles) {
  public TokenHolder {
    roles = List.copyOf(roles);
  }
}
