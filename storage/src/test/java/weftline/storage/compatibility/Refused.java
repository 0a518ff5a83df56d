package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Expects the answer to be no.
final class Refused {
  private Refused() {}

  static void with(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            refusal -> {
              if (refusal.getResponse().getStatusCode() != status) {
                throw new AssertionError("expected " + status, refusal);
              }
            });
  }
}
