package weftline.storage.blob;

import static weftline.storage.Refusals.assertRefused;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;
import weftline.storage.WireTimes;

/// The whole table of conditions against states.
class ConditionsTest {
  private static final Instant MODIFIED = Instant.parse("2026-01-31T10:00:00.7Z");
  private static final Stamp STAMP = new Stamp(0xABC, MODIFIED);
  private static final String BEFORE = WireTimes.http(MODIFIED.minusSeconds(1));
  private static final String SAME = WireTimes.http(MODIFIED);

  @Test
  void nothingAskedIsAlwaysMet() {
    Conditions conditions = Conditions.of(PlainRequest.of("GET", "/me/c/b").authenticated());

    conditions.checkRead(STAMP);
    conditions.checkWrite(Optional.of(STAMP));
    conditions.checkWrite(Optional.empty());
  }

  @Test
  void match() {
    for (String good : new String[] {"\"0xABC\"", "0xABC", "*", "\"0x1\", \"0xABC\""}) {
      with("If-Match", good).checkRead(STAMP);
      with("If-Match", good).checkWrite(Optional.of(STAMP));
      assertRefused(
          StorageError.CONDITION_NOT_MET,
          () -> with("If-Match", good).checkWrite(Optional.empty()));
    }
    assertRefused(
        StorageError.CONDITION_NOT_MET, () -> with("If-Match", "\"0x1\"").checkRead(STAMP));
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-Match", "\"0x1\"").checkWrite(Optional.of(STAMP)));
  }

  @Test
  void noneMatch() {
    with("If-None-Match", "*").checkWrite(Optional.empty());
    with("If-None-Match", "\"0x1\"").checkRead(STAMP);
    with("If-None-Match", "\"0x1\"").checkWrite(Optional.of(STAMP));
    assertRefused(
        StorageError.NOT_MODIFIED, () -> with("If-None-Match", "\"0xABC\"").checkRead(STAMP));
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-None-Match", "\"0xABC\"").checkWrite(Optional.of(STAMP)));
    assertRefused(
        StorageError.BLOB_ALREADY_EXISTS,
        () -> with("If-None-Match", "*").checkWrite(Optional.of(STAMP)));
  }

  @Test
  void modifiedSince() {
    with("If-Modified-Since", BEFORE).checkRead(STAMP);
    with("If-Modified-Since", BEFORE).checkWrite(Optional.of(STAMP));
    assertRefused(
        StorageError.NOT_MODIFIED, () -> with("If-Modified-Since", SAME).checkRead(STAMP));
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-Modified-Since", SAME).checkWrite(Optional.of(STAMP)));
  }

  @Test
  void unmodifiedSince() {
    with("If-Unmodified-Since", SAME).checkRead(STAMP);
    with("If-Unmodified-Since", SAME).checkWrite(Optional.of(STAMP));
    assertRefused(
        StorageError.CONDITION_NOT_MET, () -> with("If-Unmodified-Since", BEFORE).checkRead(STAMP));
    assertRefused(
        StorageError.CONDITION_NOT_MET,
        () -> with("If-Unmodified-Since", BEFORE).checkWrite(Optional.of(STAMP)));
  }

  @Test
  void refusesATimeThatIsNone() {
    assertRefused(StorageError.INVALID_HEADER_VALUE, () -> with("If-Modified-Since", "soon"));
  }

  private static Conditions with(String header, String value) {
    return Conditions.of(PlainRequest.of("GET", "/me/c/b").with(header, value).authenticated());
  }
}
