package weftline.storage.blob;

import java.util.Optional;
import weftline.storage.StorageRequest;

/// What stands beside a blob's bytes and can be asked for or changed by itself.
enum Attribute {
  LEASE("w"),
  BREAK_LEASE("wd"),
  TAGS("t"),
  SET_TAGS("t"),
  SET_TIER("w"),
  SET_EXPIRY("w"),
  SET_IMMUTABILITY("i"),
  DELETE_IMMUTABILITY("i"),
  SET_LEGAL_HOLD("i");

  private final String permissions;

  Attribute(String permissions) {
    this.permissions = permissions;
  }

  /// The one that a request to a blob is about, if it is about one.
  ///
  /// @param form the method, and what `comp` says
  static Optional<Attribute> of(StorageRequest request, String form) {
    return switch (form) {
      case "PUT lease" -> Optional.of(LeaseHeaders.breaks(request) ? BREAK_LEASE : LEASE);
      case "GET tags" -> Optional.of(TAGS);
      case "PUT tags" -> Optional.of(SET_TAGS);
      case "PUT tier" -> Optional.of(SET_TIER);
      case "PUT expiry" -> Optional.of(SET_EXPIRY);
      case "PUT immutabilityPolicies" -> Optional.of(SET_IMMUTABILITY);
      case "DELETE immutabilityPolicies" -> Optional.of(DELETE_IMMUTABILITY);
      case "PUT legalhold" -> Optional.of(SET_LEGAL_HOLD);
      default -> Optional.empty();
    };
  }

  /// Any one of these is enough.
  String permissions() {
    return permissions;
  }
}
