package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// Who alone may change a blob or delete a container, and until when. A lease that has ended keeps
/// its id until somebody changes what it was on.
///
/// @param seconds for how long it was asked for; [#INFINITE] where it ends by itself never
/// @param ends when it ends, or has ended, by itself or because it was broken
record Lease(String id, int seconds, Instant ends, boolean broken) {
  static final Lease NONE = new Lease("", 0, Instant.EPOCH, false);
  static final int INFINITE = -1;

  private static final Instant NEVER = Instant.MAX;

  /// What a lease can be at one moment.
  enum State {
    AVAILABLE,
    LEASED,
    EXPIRED,
    BREAKING,
    BROKEN;

    boolean locks() {
      return this == LEASED || this == BREAKING;
    }

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    String status() {
      return locks() ? "locked" : "unlocked";
    }
  }

  /// What a lease is on; the codes of refusals differ.
  enum On {
    BLOB(
        StorageError.LEASE_ID_MISMATCH_WITH_BLOB_OPERATION,
        StorageError.LEASE_NOT_PRESENT_WITH_BLOB_OPERATION),
    CONTAINER(
        StorageError.LEASE_ID_MISMATCH_WITH_CONTAINER_OPERATION,
        StorageError.LEASE_NOT_PRESENT_WITH_CONTAINER_OPERATION);

    private final StorageError mismatch;
    private final StorageError absent;

    On(StorageError mismatch, StorageError absent) {
      this.mismatch = mismatch;
      this.absent = absent;
    }
  }

  static Lease read(RowReader row) {
    String id = row.text();
    return id.isEmpty() ? NONE : new Lease(id, row.smallNumber(), row.instant(), row.flag());
  }

  void write(RowWriter row) {
    row.text(id);
    if (!id.isEmpty()) {
      row.number(seconds).instant(ends).flag(broken);
    }
  }

  State state(Instant now) {
    if (id.isEmpty()) {
      return State.AVAILABLE;
    }
    boolean over = !now.isBefore(ends);
    if (broken) {
      return over ? State.BROKEN : State.BREAKING;
    }
    return over ? State.EXPIRED : State.LEASED;
  }

  /// Carries an action out, or refuses it.
  Lease after(LeaseAction action, Instant now) {
    return switch (action) {
      case LeaseAction.Acquire acquire -> acquired(acquire, now);
      case LeaseAction.Renew(var renewed) -> renewed(renewed, now);
      case LeaseAction.Change change -> changed(change, now);
      case LeaseAction.Release(var released) -> released(released);
      case LeaseAction.Break breaking -> brokenBy(breaking, now);
    };
  }

  private Lease acquired(LeaseAction.Acquire acquire, Instant now) {
    State state = state(now);
    if (state == State.BREAKING && id.equals(acquire.id())) {
      throw new StorageException(StorageError.LEASE_IS_BREAKING_AND_CANNOT_BE_ACQUIRED);
    }
    if (state.locks() && !id.equals(acquire.id())) {
      throw new StorageException(StorageError.LEASE_ALREADY_PRESENT);
    }
    return started(acquire.id(), acquire.seconds(), now);
  }

  private Lease renewed(String itsId, Instant now) {
    if (!id.equals(itsId)) {
      throw new StorageException(StorageError.LEASE_ID_MISMATCH_WITH_LEASE_OPERATION);
    }
    if (broken) {
      throw new StorageException(StorageError.LEASE_IS_BROKEN_AND_CANNOT_BE_RENEWED);
    }
    return started(id, seconds, now);
  }

  private Lease changed(LeaseAction.Change change, Instant now) {
    State state = state(now);
    if (!state.locks()) {
      throw new StorageException(StorageError.LEASE_NOT_PRESENT_WITH_LEASE_OPERATION);
    }
    if (!id.equals(change.id()) && !id.equals(change.proposed())) {
      throw new StorageException(StorageError.LEASE_ID_MISMATCH_WITH_LEASE_OPERATION);
    }
    if (state == State.BREAKING) {
      throw new StorageException(StorageError.LEASE_IS_BREAKING_AND_CANNOT_BE_CHANGED);
    }
    return new Lease(change.proposed(), seconds, ends, false);
  }

  private Lease released(String itsId) {
    if (!id.equals(itsId)) {
      throw new StorageException(StorageError.LEASE_ID_MISMATCH_WITH_LEASE_OPERATION);
    }
    return NONE;
  }

  /// A break may bring the end nearer, never put it off.
  private Lease brokenBy(LeaseAction.Break breaking, Instant now) {
    State state = state(now);
    if (state == State.AVAILABLE) {
      throw new StorageException(StorageError.LEASE_NOT_PRESENT_WITH_LEASE_OPERATION);
    }
    if (!state.locks()) {
      return new Lease(id, seconds, ends, true);
    }
    Instant latest = ends.equals(NEVER) && breaking.period().isEmpty() ? now : ends;
    Instant asked = breaking.period().map(now::plus).orElse(latest);
    return new Lease(id, seconds, asked.isBefore(latest) ? asked : latest, true);
  }

  private static Lease started(String id, int seconds, Instant now) {
    return new Lease(id, seconds, seconds == INFINITE ? NEVER : now.plusSeconds(seconds), false);
  }

  /// Whole seconds until it ends; a started one counts.
  long secondsLeft(Instant now) {
    if (!now.isBefore(ends)) {
      return 0;
    }
    return Math.ceilDiv(Duration.between(now, ends).toMillis(), 1_000L);
  }

  /// Judges an operation that says which lease it holds.
  void checkHolder(String holder, On on, Instant now) {
    State state = state(now);
    boolean named = id.equals(holder);
    if (state.locks() && !named) {
      throw new StorageException(on.mismatch);
    }
    if (!state.locks()) {
      throw new StorageException(named ? StorageError.LEASE_LOST : on.absent);
    }
  }

  /// Judges a change by somebody who holds no lease.
  void checkUnheld(Instant now) {
    if (state(now).locks()) {
      throw new StorageException(StorageError.LEASE_ID_MISSING);
    }
  }

  /// After a change to what it is on: one that has ended cannot be renewed any more.
  Lease afterWrite(Instant now) {
    return state(now).locks() ? this : NONE;
  }

  /// As properties and lists tell it, while the lease is held.
  String duration() {
    return seconds == INFINITE ? "infinite" : "fixed";
  }
}
