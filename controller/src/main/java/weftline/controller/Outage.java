package weftline.controller;

/// The controller cannot make anything durable now. Not a refusal: the same request may do later.
public final class Outage extends Exception {
  private static final long serialVersionUID = 1;

  private final String cure;

  Outage(String message, String cure) {
    super(message);
    this.cure = cure;
  }

  static Outage of(Standing.Secondary standing) {
    return of(new Ledger.NotPrimary(standing));
  }

  static Outage of(Ledger.NotPrimary elsewhere) {
    return new Outage(
        String.valueOf(elsewhere.getMessage()),
        elsewhere.standing().primary().isPresent()
            ? "Send the request there."
            : "Try again soon; a majority of the controllers must run.");
  }

  /// The primacy was lost while a change was on its way.
  static Outage unsure(Ledger.NotPrimary elsewhere) {
    return new Outage(
        "It is not known whether the change was made. " + elsewhere.getMessage(),
        "See whether it was made before you try again.");
  }

  /// What to do about it, one sentence.
  public String cure() {
    return cure;
  }
}
