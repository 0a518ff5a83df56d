package weftline.net;

import java.io.IOException;

/// Nobody listens where the call went, or the way there is broken.
public final class UnreachableException extends IOException {
  private static final long serialVersionUID = 1;

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
