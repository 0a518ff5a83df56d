package weftline.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Expects refusals.
public final class Refusals {
  private Refusals() {}

  public static void assertRefused(StorageError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class,
            refusal -> {
              if (refusal.error() != error) {
                throw new AssertionError("expected " + error + ", was " + refusal.error(), refusal);
              }
            });
  }
}
