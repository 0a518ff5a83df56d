package weftline.agent;

/// An instance could not be started; the message says why, for people.
final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  StartException(String message) {
    super(message);
  }
}
