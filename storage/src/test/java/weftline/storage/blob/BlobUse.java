package weftline.storage.blob;

import java.util.Optional;
import weftline.storage.StorageError;

/// What somebody did with a blob, and the answer.
///
/// @param match what `If-Match` said
/// @param onlyNew whether `If-None-Match: *` was said
/// @param content what was to be put; empty for others than puts
record BlobUse(Kind kind, Optional<String> match, boolean onlyNew, String content, Answer answer) {
  /// What is done.
  enum Kind {
    PUT,
    GET,
    DELETE
  }

  /// What the blob must be after it; empty if the answer cannot come from that blob.
  ///
  /// @param present what the blob was before; empty if there was none
  static Optional<Optional<Kept>> after(Optional<Kept> present, BlobUse use) {
    Optional<String> refusal = use.refusal(present);
    if (refusal.isPresent()) {
      return accept(refusal.get().equals(use.answer.outcome()), present);
    }
    return switch (use.kind) {
      case PUT -> {
        boolean fresh = present.stream().noneMatch(kept -> kept.etag().equals(use.answer.etag()));
        yield accept(
            fresh && use.answer.outcome().equals("201"),
            Optional.of(new Kept(use.content, use.answer.etag())));
      }
      case GET -> accept(use.found().equals(present), present);
      case DELETE -> accept(use.answer.outcome().equals("202"), Optional.empty());
    };
  }

  private Optional<String> refusal(Optional<Kept> present) {
    boolean matches =
        match.isEmpty() || present.filter(kept -> kept.etag().equals(match.get())).isPresent();
    if (present.isEmpty() && kind != Kind.PUT) {
      return Optional.of(StorageError.BLOB_NOT_FOUND.code());
    }
    if (!matches) {
      return Optional.of(StorageError.CONDITION_NOT_MET.code());
    }
    return onlyNew && present.isPresent()
        ? Optional.of(StorageError.BLOB_ALREADY_EXISTS.code())
        : Optional.empty();
  }

  private Optional<Kept> found() {
    return answer.outcome().equals("200")
        ? Optional.of(new Kept(answer.content(), answer.etag()))
        : Optional.empty();
  }

  private static Optional<Optional<Kept>> accept(boolean right, Optional<Kept> next) {
    return right ? Optional.of(next) : Optional.empty();
  }

  @Override
  public String toString() {
    return "%s match=%s onlyNew=%s %s -> %s"
        .formatted(kind, match, onlyNew, BlobUse.start(content), answer);
  }

  private static String start(String content) {
    return content.substring(0, content.indexOf(' ') + 1);
  }

  /// A blob as it is kept.
  record Kept(String content, String etag) {}

  /// What the client was told.
  ///
  /// @param outcome the status, or the code of the refusal
  /// @param content what was read; empty for others than reads
  record Answer(String outcome, String etag, String content) {
    @Override
    public String toString() {
      return outcome + " " + etag + " " + start(content);
    }
  }
}
