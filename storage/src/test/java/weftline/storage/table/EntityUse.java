package weftline.storage.table;

import java.util.Optional;
import weftline.storage.StorageError;

/// What somebody did with an entity, and the answer.
sealed interface EntityUse {
  /// It was changed, or not, as the answer says.
  record Changed(Write write, Answer answer) implements EntityUse {}

  /// It was looked at.
  record Found(Answer answer) implements EntityUse {}

  /// What the client was told.
  sealed interface Answer {
    /// The entity as it is afterwards, or as it was asked to be deleted.
    record Done(Entity entity) implements Answer {}

    /// Nothing has changed.
    record Refused(StorageError error) implements Answer {}
  }

  /// What the entity must be after it; empty if the answer cannot come from that entity.
  ///
  /// @param present what the entity was before; empty if there was none
  static Optional<Optional<Entity>> after(Optional<Entity> present, EntityUse use) {
    return switch (use) {
      case Found(Answer.Done(var entity)) -> accept(present.equals(Optional.of(entity)), present);
      case Found(Answer.Refused(var error)) ->
          accept(present.isEmpty() && error == StorageError.RESOURCE_NOT_FOUND, present);
      case Changed(var write, Answer.Refused(var error)) ->
          accept(refusal(present, write).equals(Optional.of(error)), present);
      case Changed(var write, Answer.Done(var entity)) ->
          refusal(present, write).isPresent() ? Optional.empty() : changed(present, write, entity);
    };
  }

  private static Optional<Optional<Entity>> changed(
      Optional<Entity> present, Write write, Entity answer) {
    if (write.kind() == Write.Kind.DELETE) {
      return accept(true, Optional.empty());
    }
    boolean merges = write.kind() == Write.Kind.MERGE || write.kind() == Write.Kind.INSERT_OR_MERGE;
    Entity expected =
        present
            .filter(_ -> merges)
            .map(before -> before.merged(write.entity().properties()))
            .orElse(write.entity());
    boolean fresh = present.stream().noneMatch(before -> before.etag().equals(answer.etag()));
    return accept(fresh && expected.properties().equals(answer.properties()), Optional.of(answer));
  }

  private static Optional<StorageError> refusal(Optional<Entity> present, Write write) {
    boolean matches =
        write.ifMatch().isEmpty()
            || write.ifMatch().get().equals("*")
            || present.map(Entity::etag).equals(write.ifMatch());
    return switch (write.kind()) {
      case INSERT -> present.map(_ -> StorageError.ENTITY_ALREADY_EXISTS);
      case INSERT_OR_REPLACE, INSERT_OR_MERGE -> Optional.empty();
      case REPLACE, MERGE, DELETE -> {
        if (present.isEmpty()) {
          yield Optional.of(StorageError.RESOURCE_NOT_FOUND);
        }
        yield matches ? Optional.empty() : Optional.of(StorageError.UPDATE_CONDITION_NOT_SATISFIED);
      }
    };
  }

  private static Optional<Optional<Entity>> accept(boolean right, Optional<Entity> next) {
    return right ? Optional.of(next) : Optional.empty();
  }
}
