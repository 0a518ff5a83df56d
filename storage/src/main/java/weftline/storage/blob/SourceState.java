package weftline.storage.blob;

import java.util.Locale;
import java.util.Optional;
import weftline.storage.Level;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// What a copy has of its source beside bytes, headers and metadata.
final class SourceState {
  private static final String TAG_OPTION = "x-ms-copy-source-tag-option";
  private static final String TAGS = "x-ms-tags";
  private static final String TIER = "x-ms-access-tier";

  private SourceState() {}

  /// What goes with the bytes of its kind, and its tags if they are wanted.
  static BlobState of(StorageRequest request, Source.Own own) {
    BlobRow row = own.row();
    BlobState state = tags(request, own);
    return switch (row.body().kind()) {
      case BLOCK -> archived(request, row).map(it -> state.with(BlobField.TIER, it)).orElse(state);
      case PAGE -> state.with(BlobField.SEQUENCE_NUMBER, KindHeaders.sequenceNumber(row));
      case APPEND -> {
        BlobState counted = state.with(BlobField.APPENDS, row.get(BlobField.APPENDS).orElse(0L));
        boolean sealed = request.header("x-ms-seal-blob").orElse("").equalsIgnoreCase("true");
        yield sealed ? counted.with(BlobField.SEALED, true) : counted;
      }
    };
  }

  /// The source's tags, if the request wants them and may see them.
  static BlobState tags(StorageRequest request, Source source) {
    if (!wantsTags(request)) {
      return BlobState.EMPTY;
    }
    return switch (source) {
      case Source.Own own -> {
        request.access().require(Level.OBJECT, "t");
        if (!own.request().access().allows(Level.OBJECT, "t")) {
          throw RemoteSources.unverified(403, StorageError.AUTHORIZATION_PERMISSION_MISMATCH);
        }
        yield own.row()
            .get(BlobField.TAGS)
            .map(tags -> BlobState.EMPTY.with(BlobField.TAGS, tags))
            .orElse(BlobState.EMPTY);
      }
      case Source.Foreign _ ->
          throw new StorageException(
              StorageError.NOT_IMPLEMENTED, "Tags are not copied from another server.");
    };
  }

  private static boolean wantsTags(StorageRequest request) {
    String option = request.header(TAG_OPTION).orElse("replace");
    return switch (option.toLowerCase(Locale.ROOT)) {
      case "replace" -> false;
      case "copy" -> {
        if (request.header(TAGS).isPresent()) {
          throw Attributes.invalid(TAG_OPTION, option);
        }
        yield true;
      }
      default -> throw Attributes.invalid(TAG_OPTION, option);
    };
  }

  /// A copy of what is archived comes back from there by itself, if the request says to where.
  private static Optional<Tier> archived(StorageRequest request, BlobRow row) {
    Optional<Tier> tier =
        row.get(BlobField.TIER).map(set -> set.at(request.now())).filter(Tier::archived);
    if (tier.isPresent() && request.header(TIER).isEmpty()) {
      row.checkUnarchived(request.now());
    }
    return tier.map(it -> Tier.of(it.name(), request.now()));
  }
}
