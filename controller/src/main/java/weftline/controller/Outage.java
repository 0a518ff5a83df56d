package weftline.controller;

/// The controller cannot make anything durable now. Not a refusal: the same request may do later.
public final class Outage extends Exception {
  private static final long serialVersionUID = 1;

  private final String cure;

  Outage(String message, String cure) {
    super(message);
    this.cure = cure;
  }

  /// What to do about it, one sentence.
  public String cure() {
    return cure;
  }
}
