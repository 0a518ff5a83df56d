package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// How fast a blob is to be at hand, as somebody has set it. Bytes are kept in the same way in
/// every tier; an archived blob is refused until it has been brought back.
///
/// @param changed when it was set
/// @param comesBack to which tier and when, while an archived blob is brought back
record Tier(String name, Instant changed, Optional<Return> comesBack) {
  static final String DEFAULT = "Hot";

  private static final String HEADER = "x-ms-access-tier";
  private static final String ARCHIVE = "Archive";
  private static final String[] OF_BLOCKS = {"Hot", "Cool", "Cold", ARCHIVE, "Smart"};
  private static final String[] OF_PAGES = {
    "P4", "P6", "P10", "P15", "P20", "P30", "P40", "P50", "P60", "P70", "P80"
  };

  static Tier of(String name, Instant changed) {
    return new Tier(name, changed, Optional.empty());
  }

  /// The name that a request gives, in the right case.
  static Optional<String> named(StorageRequest request, BlobKind kind) {
    return request
        .header(HEADER)
        .map(text ->
            Arrays.stream(kind == BlobKind.PAGE ? OF_PAGES : OF_BLOCKS)
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new StorageException(StorageError.INVALID_BLOB_TIER)));
  }

  static Tier read(RowReader row) {
    return new Tier(
        row.text(), row.instant(), row.flag() ? Optional.of(Return.read(row)) : Optional.empty());
  }

  void write(RowWriter row) {
    row.text(name).instant(changed).flag(comesBack.isPresent());
    comesBack.ifPresent(coming -> coming.write(row));
  }

  boolean archived() {
    return name.equals(ARCHIVE);
  }

  /// As it is at a moment: what was to come back by then has done so.
  Tier at(Instant now) {
    return comesBack
        .filter(coming -> !now.isBefore(coming.at()))
        .map(coming -> of(coming.name(), coming.at()))
        .orElse(this);
  }

  /// Sets another tier; an archived blob takes its time to leave the archive.
  Tier changedTo(String newName, Return.Priority priority, Instant now) {
    Tier present = at(now);
    if (present.name.equals(newName) && present.comesBack.isEmpty()) {
      return present;
    }
    if (!present.archived()) {
      return of(newName, now);
    }
    if (present.comesBack.isPresent()) {
      return present.hurried(newName, priority, now);
    }
    Return coming = new Return(newName, priority, now.plus(priority.takes()));
    return new Tier(ARCHIVE, present.changed, Optional.of(coming));
  }

  /// What is on its way keeps its goal and may only become faster.
  private Tier hurried(String newName, Return.Priority priority, Instant now) {
    Return coming = comesBack.orElseThrow();
    if (!coming.name().equals(newName)) {
      throw new StorageException(StorageError.BLOB_BEING_REHYDRATED);
    }
    Instant sooner = now.plus(priority.takes());
    boolean faster = priority == Return.Priority.HIGH && sooner.isBefore(coming.at());
    return faster
        ? new Tier(name, changed, Optional.of(new Return(newName, priority, sooner)))
        : this;
  }

  /// The way of an archived blob to another tier.
  record Return(String name, Priority priority, Instant at) {
    /// How urgent it is.
    enum Priority {
      STANDARD("Standard", Duration.ofSeconds(30)),
      HIGH("High", Duration.ofSeconds(5));

      private final String wireName;
      private final Duration takes;

      Priority(String wireName, Duration takes) {
        this.wireName = wireName;
        this.takes = takes;
      }

      static Priority of(StorageRequest request) {
        String text = request.header("x-ms-rehydrate-priority").orElse(STANDARD.wireName);
        return Arrays.stream(values())
            .filter(priority -> priority.wireName.equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(() -> Attributes.invalid("x-ms-rehydrate-priority", text));
      }

      String wireName() {
        return wireName;
      }

      Duration takes() {
        return takes;
      }
    }

    static Return read(RowReader row) {
      return new Return(row.text(), row.flag() ? Priority.HIGH : Priority.STANDARD, row.instant());
    }

    void write(RowWriter row) {
      row.text(name).flag(priority == Priority.HIGH).instant(at);
    }

    /// As properties tell it.
    String status() {
      return "rehydrate-pending-to-" + name.toLowerCase(Locale.ROOT);
    }
  }
}
