package weftline.sim;

import java.util.function.Supplier;

/// Something has happened that must never happen.
public final class BrokenPromiseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BrokenPromiseException(String what) {
    super(what);
  }

  /// Ends the story if something does not hold.
  ///
  /// @param otherwise asked only for a broken promise: most are kept, and words cost time
  public static void unless(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new BrokenPromiseException(otherwise.get());
    }
  }
}
