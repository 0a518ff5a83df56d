package weftline.net;

import java.io.IOException;

/// The client closed the connection before the exchange was over.
public final class ClientGoneException extends IOException {
  private static final long serialVersionUID = 1;

  ClientGoneException() {
    super("the client is gone");
  }
}
