package weftline.net;

import java.io.IOException;

/// The client sent more than the operation takes.
public final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  public BodyTooLargeException(long limit) {
    super("the body is longer than " + limit + " bytes");
  }
}
