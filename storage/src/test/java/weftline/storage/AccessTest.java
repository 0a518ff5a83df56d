package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.storage.Access.RowRange;

/// Which access covers which operation.
class AccessTest {
  @Test
  void theOwnerMayDoEverything() {
    Access owner = new Access.Owner();

    owner.require(Level.OBJECT, "d");
    owner.requireAccount(Level.SERVICE, "w");
  }

  @Test
  void anAccountSignatureIsLimitedToItsLevels() {
    Access access = new Access.AccountSignature("co", "rl");

    access.require(Level.OBJECT, "r");
    access.requireAccount(Level.CONTAINER, "l");
    assertThat(access.allows(Level.OBJECT, "rw")).isTrue();
    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH, () -> access.require(Level.OBJECT, "wd"));
    assertRefused(
        StorageError.AUTHORIZATION_RESOURCE_TYPE_MISMATCH,
        () -> access.require(Level.SERVICE, "l"));
  }

  @Test
  void aServiceSignatureIsLimitedToWhatItNames() {
    Access container = signature(true);
    Access object = signature(false);

    container.require(Level.CONTAINER, "l");
    object.require(Level.OBJECT, "r");
    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH, () -> object.require(Level.CONTAINER, "l"));
    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH,
        () -> container.requireAccount(Level.CONTAINER, "l"));
    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH,
        () -> container.require(Level.SERVICE, "l"));
  }

  @Test
  void rowsLieBetweenBothBounds() {
    RowRange range = range("b", "5", "d", "5");

    assertThat(range.holds("orders", "b", "4")).isFalse();
    assertThat(range.holds("orders", "b", "5")).isTrue();
    assertThat(range.holds("orders", "c", "9")).isTrue();
    assertThat(range.holds("orders", "d", "5")).isTrue();
    assertThat(range.holds("orders", "d", "6")).isFalse();
    assertThat(range.holds("orders", "a", "9")).isFalse();
    assertThat(range.holds("orders", "e", "0")).isFalse();
    assertThat(range.holds("Orders", "c", "9")).isTrue();
    assertThat(range.holds("others", "c", "9")).isFalse();
    assertThat(RowRange.ALL.holds("orders", "", "")).isTrue();
  }

  @Test
  void aBoundMayNameThePartitionOnly() {
    RowRange range = range("b", "", "b", "");

    assertThat(range.holds("orders", "b", "anything")).isTrue();
    assertThat(range.holds("orders", "a", "x")).isFalse();
    assertThat(range.holds("orders", "c", "x")).isFalse();
  }

  private static Access signature(boolean container) {
    return new Access.ServiceSignature(container, "rl", RowRange.ALL, Map.of());
  }

  private static RowRange range(
      String startPartition, String startRow, String endPartition, String endRow) {
    return new RowRange(
        bound("orders"),
        bound(startPartition),
        bound(startRow),
        bound(endPartition),
        bound(endRow));
  }

  private static Optional<String> bound(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }
}
