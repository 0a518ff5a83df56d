package weftline.storage.blob;

import static weftline.storage.Refusals.assertRefused;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;
import weftline.storage.WireTimes;

/// The whole table of conditions against states.
class ConditionsTest {
  private static final Instant MODIFIED = Instant.parse("2026-01-31T10:00:00.7Z");
  private static final Instant NOW = MODIFIED.plusSeconds(100);
  private static final BlobRow ROW =
      new BlobRow(
          new Stamp(0xABC, MODIFIED),
          MODIFIED,
          new BlobHeaders(new TreeMap<>()),
          new TreeMap<>(),
          new BlobBody(BlobKind.BLOCK, 0, LayoutRef.of(1, LayoutRef.Form.NONE)),
          BlobState.EMPTY);
  private static final String HOLDER = "aaaaaaaa-0000-0000-0000-000000000000";
  private static final String BEFORE = WireTimes.http(MODIFIED.minusSeconds(1));
  private static final String SAME = WireTimes.http(MODIFIED);

  @Test
  void nothingAskedIsAlwaysMet() {
    Conditions conditions = Conditions.of(PlainRequest.of("GET", "/me/c/b").authenticated());

    conditions.checkRead(ROW, NOW);
    conditions.checkWrite(Optional.of(ROW), NOW);
    conditions.checkWrite(Optional.empty(), NOW);
  }

  @Test
  void match() {
    for (String good : new String[] {"\"0xABC\"", "0xABC", "*", "\"0x1\", \"0xABC\""}) {
      with("If-Match", good).checkRead(ROW, NOW);
      with("If-Match", good).checkWrite(Optional.of(ROW), NOW);
      assertRefused(
          StorageError.CONDITION_NOT_MET,
          () -> with("If-Match", good).checkWrite(Optional.empty(), NOW));
    }
    assertRefused(
        StorageError.CONDITION_NOT_MET, () -> with("If-Match", "\"0x1\"").checkRead(ROW, NOW));
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-Match", "\"0x1\"").checkWrite(Optional.of(ROW), NOW));
  }

  @Test
  void noneMatch() {
    with("If-None-Match", "*").checkWrite(Optional.empty(), NOW);
    with("If-None-Match", "\"0x1\"").checkRead(ROW, NOW);
    with("If-None-Match", "\"0x1\"").checkWrite(Optional.of(ROW), NOW);
    assertRefused(
        StorageError.NOT_MODIFIED, () -> with("If-None-Match", "\"0xABC\"").checkRead(ROW, NOW));
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-None-Match", "\"0xABC\"").checkWrite(Optional.of(ROW), NOW));
    assertRefused(
        StorageError.BLOB_ALREADY_EXISTS,
        () -> with("If-None-Match", "*").checkWrite(Optional.of(ROW), NOW));
  }

  @Test
  void modifiedSince() {
    with("If-Modified-Since", BEFORE).checkRead(ROW, NOW);
    with("If-Modified-Since", BEFORE).checkWrite(Optional.of(ROW), NOW);
    assertRefused(
        StorageError.NOT_MODIFIED, () -> with("If-Modified-Since", SAME).checkRead(ROW, NOW));
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-Modified-Since", SAME).checkWrite(Optional.of(ROW), NOW));
  }

  @Test
  void unmodifiedSince() {
    with("If-Unmodified-Since", SAME).checkRead(ROW, NOW);
    with("If-Unmodified-Since", SAME).checkWrite(Optional.of(ROW), NOW);
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-Unmodified-Since", BEFORE).checkRead(ROW, NOW));
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-Unmodified-Since", BEFORE).checkWrite(Optional.of(ROW), NOW));
  }

  @Test
  void tags() {
    BlobRow row = ROW.with(BlobField.TAGS, new Tags(new TreeMap<>(Map.of("state", "done"))));

    with("x-ms-if-tags", "state = 'done'").checkRead(row, NOW);
    with("x-ms-if-tags", "state = 'done'").checkTouch(row, NOW);
    with("x-ms-if-tags", "state = 'done'").checkWrite(Optional.of(row), NOW);
    for (BlobRow other : new BlobRow[] {ROW, row}) {
      Conditions open = with("x-ms-if-tags", "state = 'open'");
      assertRefused(StorageError.CONDITION_NOT_MET, () -> open.checkRead(other, NOW));
      assertRefused(StorageError.CONDITION_NOT_MET, () -> open.checkChange(other, NOW));
      assertRefused(StorageError.CONDITION_NOT_MET, () -> open.checkWrite(Optional.of(other), NOW));
    }
    assertRefused(StorageError.INVALID_HEADER_VALUE, () -> with("x-ms-if-tags", "state"));
  }

  @Test
  void lease() {
    BlobRow leased = ROW.with(BlobField.LEASE, new Lease(HOLDER, 15, NOW.plusSeconds(1), false));
    Conditions holder = with("x-ms-lease-id", HOLDER);
    Conditions nobody = Conditions.of(PlainRequest.of("GET", "/me/c/b").authenticated());

    holder.checkRead(leased, NOW);
    holder.checkTouch(leased, NOW);
    holder.checkChange(leased, NOW);
    holder.checkWrite(Optional.of(leased), NOW);
    nobody.checkRead(leased, NOW);
    nobody.checkTouch(leased, NOW);
    assertRefused(StorageError.LEASE_ID_MISSING, () -> nobody.checkHeld(leased, NOW));
    assertRefused(StorageError.LEASE_ID_MISSING, () -> nobody.checkChange(leased, NOW));
    assertRefused(StorageError.LEASE_ID_MISSING, () -> nobody.checkWrite(Optional.of(leased), NOW));
    assertRefused(
        StorageError.LEASE_NOT_PRESENT_WITH_BLOB_OPERATION, () -> holder.checkRead(ROW, NOW));
    assertRefused(
        StorageError.LEASE_NOT_PRESENT_WITH_BLOB_OPERATION,
        () -> holder.checkWrite(Optional.empty(), NOW));
  }

  @Test
  void whatHasExpiredIsNotThere() {
    BlobRow gone = ROW.with(BlobField.EXPIRY, NOW);
    Conditions nothing = Conditions.of(PlainRequest.of("GET", "/me/c/b").authenticated());

    assertRefused(StorageError.BLOB_NOT_FOUND, () -> nothing.checkRead(gone, NOW));
    assertRefused(StorageError.BLOB_NOT_FOUND, () -> nothing.checkChange(gone, NOW));
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-Match", "*").checkWrite(Optional.of(gone), NOW));
    with("If-None-Match", "*").checkWrite(Optional.of(gone), NOW);
  }

  @Test
  void refusesATimeThatIsNone() {
    assertRefused(StorageError.INVALID_HEADER_VALUE, () -> with("If-Modified-Since", "soon"));
  }

  private static Conditions with(String header, String value) {
    return Conditions.of(PlainRequest.of("GET", "/me/c/b").with(header, value).authenticated());
  }
}
