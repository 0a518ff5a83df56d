package weftline.storage;

import java.util.Map;
import java.util.Optional;

/// What a request may do, as its authentication has shown. Permissions are the letters of shared
/// access signatures; an operation names those of which any one is enough.
public sealed interface Access {
  /// Refuses what a holder of this access may not do.
  default void require(Level level, String anyOf) {
    if (!allows(level, anyOf)) {
      throw new StorageException(StorageError.AUTHORIZATION_PERMISSION_MISMATCH);
    }
  }

  /// As [#require], for operations that a signature of one container or object never covers:
  /// making, deleting and listing containers, and the settings of the service.
  default void requireAccount(Level level, String anyOf) {
    require(level, anyOf);
  }

  boolean allows(Level level, String anyOf);

  /// Refuses everybody but an owner: for access policies, which no signature may read or change.
  default void requireOwner() {
    throw new StorageException(StorageError.AUTHORIZATION_PERMISSION_MISMATCH);
  }

  /// Came with an account key: may do everything.
  record Owner() implements Access {
    @Override
    public boolean allows(Level level, String anyOf) {
      return true;
    }

    @Override
    public void requireOwner() {}
  }

  /// Came with a bearer token, whose roles say what it may do.
  record Bearer(TokenHolder holder) implements Access {
    @Override
    public boolean allows(Level level, String anyOf) {
      return holder.roles().stream().anyMatch(role -> containsAny(role.letters(level), anyOf));
    }

    @Override
    public void requireOwner() {
      if (!holder.roles().contains(Role.BLOB_OWNER)) {
        throw new StorageException(StorageError.AUTHORIZATION_PERMISSION_MISMATCH);
      }
    }
  }

  /// Came with no credentials, for something that everybody may read.
  ///
  /// @param refusal what is answered where that does not go so far
  record Anonymous(PublicAccess everybody, StorageError refusal, String challenge)
      implements Access {
    @Override
    public void require(Level level, String anyOf) {
      if (!allows(level, anyOf)) {
        throw refused();
      }
    }

    /// Nobody is told what there is that they may not see, but a library that can bring a token is
    /// asked for it.
    StorageException refused() {
      StorageException refused = new StorageException(refusal);
      return refusal == StorageError.NO_AUTHENTICATION_INFORMATION
          ? refused.withHeader("WWW-Authenticate", challenge)
          : refused;
    }

    @Override
    public boolean allows(Level level, String anyOf) {
      return switch (level) {
        case SERVICE -> false;
        case CONTAINER -> everybody == PublicAccess.CONTAINER && containsAny("rl", anyOf);
        case OBJECT -> everybody != PublicAccess.NONE && containsAny("r", anyOf);
      };
    }
  }

  /// Came with a signature over a whole account.
  record AccountSignature(String resourceTypes, String permissions) implements Access {
    @Override
    public boolean allows(Level level, String anyOf) {
      if (resourceTypes.indexOf(level.letter()) < 0) {
        throw new StorageException(StorageError.AUTHORIZATION_RESOURCE_TYPE_MISMATCH);
      }
      return containsAny(permissions, anyOf);
    }
  }

  /// Came with a signature over one container, blob, queue or table. That the request stays within
  /// it has been checked: its name is part of what is signed.
  ///
  /// @param container whether the signature covers a container and not only one object
  /// @param rows the rows of a table that may be touched
  /// @param answerHeaders headers that the answer gets instead of the stored ones
  record ServiceSignature(
      boolean container, String permissions, RowRange rows, Map<String, String> answerHeaders)
      implements Access {
    public ServiceSignature {
      answerHeaders = Map.copyOf(answerHeaders);
    }

    @Override
    public boolean allows(Level level, String anyOf) {
      boolean covered = level == Level.OBJECT || (level == Level.CONTAINER && container);
      return covered && containsAny(permissions, anyOf);
    }

    @Override
    public void requireAccount(Level level, String anyOf) {
      throw new StorageException(StorageError.AUTHORIZATION_PERMISSION_MISMATCH);
    }
  }

  /// Rows of one table, both bounds included; what is absent is not bounded.
  record RowRange(
      Optional<String> table,
      Optional<String> startPartition,
      Optional<String> startRow,
      Optional<String> endPartition,
      Optional<String> endRow) {
    public static final RowRange ALL =
        new RowRange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public boolean holds(String itsTable, String partition, String row) {
      return table.filter(name -> !name.equalsIgnoreCase(itsTable)).isEmpty()
          && !isBefore(partition, row, startPartition, startRow)
          && !isBefore(endPartition, endRow, partition, row);
    }

    private static boolean isBefore(
        String partition, String row, Optional<String> boundPartition, Optional<String> boundRow) {
      if (boundPartition.isEmpty()) {
        return false;
      }
      int order = partition.compareTo(boundPartition.get());
      return order < 0 || (order == 0 && boundRow.isPresent() && row.compareTo(boundRow.get()) < 0);
    }

    private static boolean isBefore(
        Optional<String> boundPartition, Optional<String> boundRow, String partition, String row) {
      if (boundPartition.isEmpty()) {
        return false;
      }
      int order = boundPartition.get().compareTo(partition);
      return order < 0 || (order == 0 && boundRow.isPresent() && boundRow.get().compareTo(row) < 0);
    }
  }

  private static boolean containsAny(String permissions, String anyOf) {
    return anyOf.chars().anyMatch(letter -> permissions.indexOf(letter) >= 0);
  }
}
