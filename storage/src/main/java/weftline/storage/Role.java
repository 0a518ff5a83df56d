package weftline.storage;

import java.util.Arrays;
import java.util.Optional;

/// A built-in role, by the name that tokens carry, and what it may do at each level, in the letters
/// of shared access signatures. From the mightiest to the weakest of each service.
public enum Role {
  BLOB_OWNER("Storage Blob Data Owner", "blob", "rwlf", "rwcdlfxi", "racwdxyltfmeopi"),
  BLOB_CONTRIBUTOR("Storage Blob Data Contributor", "blob", "l", "rwcdl", "racwdl"),
  BLOB_READER("Storage Blob Data Reader", "blob", "l", "rl", "rl"),
  BLOB_DELEGATOR("Storage Blob Delegator", "blob", "", "", ""),
  QUEUE_CONTRIBUTOR("Storage Queue Data Contributor", "queue", "l", "rwcdl", "rwaupd"),
  QUEUE_READER("Storage Queue Data Reader", "queue", "l", "rl", "r"),
  QUEUE_PROCESSOR("Storage Queue Data Message Processor", "queue", "", "", "rp"),
  QUEUE_SENDER("Storage Queue Data Message Sender", "queue", "", "", "a"),
  QUEUE_DELEGATOR("Storage Queue Delegator", "queue", "", "", ""),
  TABLE_CONTRIBUTOR("Storage Table Data Contributor", "table", "l", "rwcdl", "raud"),
  TABLE_READER("Storage Table Data Reader", "table", "l", "rl", "r"),
  TABLE_DELEGATOR("Storage Table Delegator", "table", "", "", ""),
  ACCOUNT_CONTRIBUTOR("Storage Account Contributor", "", "rw", "", "");

  private final String title;
  private final String service;
  private final String serviceLetters;
  private final String containerLetters;
  private final String objectLetters;

  Role(
      String title,
      String service,
      String serviceLetters,
      String containerLetters,
      String objectLetters) {
    this.title = title;
    this.service = service;
    this.serviceLetters = serviceLetters;
    this.containerLetters = containerLetters;
    this.objectLetters = objectLetters;
  }

  static Optional<Role> named(String title) {
    return Arrays.stream(values()).filter(role -> role.title.equalsIgnoreCase(title)).findFirst();
  }

  /// Whether it says anything about the service.
  boolean isFor(ServiceKind kind) {
    return service.isEmpty() || service.equals(kind.toString());
  }

  String letters(Level level) {
    return switch (level) {
      case SERVICE -> serviceLetters;
      case CONTAINER -> containerLetters;
      case OBJECT -> objectLetters;
    };
  }

  /// What is left of a signature's permissions when its signer has this role.
  String limit(String permissions) {
    StringBuilder left = new StringBuilder();
    permissions
        .chars()
        .filter(
            letter -> containerLetters.indexOf(letter) >= 0 || objectLetters.indexOf(letter) >= 0)
        .forEach(left::appendCodePoint);
    return left.toString();
  }
}
