package weftline.storage.legacy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.storage.StorageException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Expects the library to be told no.
final class LegacyRefusal {
  private LegacyRefusal() {}

  static void assertRefused(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class,
            refusal -> {
              if (refusal.getHttpStatusCode() != status || !refusal.getErrorCode().equals(code)) {
                throw new AssertionError("expected " + status + " " + code, refusal);
              }
            });
  }
}
