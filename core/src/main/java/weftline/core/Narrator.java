package weftline.core;

/// Tells people what an event means, in one sentence.
public final class Narrator {
  private Narrator() {}

  public static String describe(Event event) {
    return event.getClass().getSimpleName();
  }
}
