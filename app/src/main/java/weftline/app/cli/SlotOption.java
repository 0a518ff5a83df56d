package weftline.app.cli;

import picocli.CommandLine.Option;

/// Which of a service's two slots is meant.
final class SlotOption {
  /// The two.
  enum Slot {
    PRODUCTION,
    STAGING
  }

  @Option(
      names = "--slot",
      paramLabel = "SLOT",
      defaultValue = "production",
      description = "production or staging. Default: ${DEFAULT-VALUE}.")
  private Slot slot = Slot.PRODUCTION;

  String value() {
    return word(slot);
  }

  static String word(Slot slot) {
    return slot == Slot.PRODUCTION ? "production" : "staging";
  }

  boolean isProduction() {
    return slot == Slot.PRODUCTION;
  }
}
