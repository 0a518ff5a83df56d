package weftline.sim;

/// Something has happened that must never happen.
public final class BrokenPromiseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenPromiseException(String what) {
    super(what);
  }
}
