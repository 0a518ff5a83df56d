package weftline.storage.table;

import java.util.Optional;

/// One change of one entity.
///
/// @param entity what is given; its timestamp means nothing yet
/// @param ifMatch the ETag that the stored entity must have; `*` means any
record Write(Kind kind, Entity entity, Optional<String> ifMatch) {
  /// What becomes of the entity that is there, or not.
  enum Kind {
    INSERT("a"),
    REPLACE("u"),
    MERGE("u"),
    DELETE("d"),
    INSERT_OR_REPLACE("au"),
    INSERT_OR_MERGE("au");

    private final String permissions;

    Kind(String permissions) {
      this.permissions = permissions;
    }

    /// The letters of signatures that are needed, all of them.
    String permissions() {
      return permissions;
    }
  }
}
