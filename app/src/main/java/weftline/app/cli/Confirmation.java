package weftline.app.cli;

import java.io.IOException;

/// Asks a person before something that hurts. Without a terminal nobody can be asked, so a flag is
/// needed.
final class Confirmation {
  private final Terminal terminal;

  Confirmation(Terminal terminal) {
    this.terminal = terminal;
  }

  /// For what can be undone.
  void yes(boolean alreadySaid, String question) throws IOException, CommandFailure {
    if (alreadySaid) {
      return;
    }
    require(question, "--yes");
    String answer = terminal.ask(question + " [y/N] ");
    if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
      throw CommandFailure.failed("nothing was changed", "answer y, or say --yes");
    }
  }

  /// For what cannot be undone: the name must be typed.
  void name(String alreadySaid, String name, String question) throws IOException, CommandFailure {
    if (alreadySaid.equals(name)) {
      return;
    }
    if (!alreadySaid.isEmpty()) {
      throw CommandFailure.usage(
          "--confirm says '%s'; this is '%s'".formatted(alreadySaid, name),
          "say --confirm " + name + " if it is really meant");
    }
    require(question, "--confirm " + name);
    if (!terminal.ask(question + " Type the name to go on: ").equals(name)) {
      throw CommandFailure.failed("nothing was changed", "type '%s' exactly".formatted(name));
    }
  }

  private void require(String question, String flag) throws CommandFailure {
    if (!terminal.interactive()) {
      throw CommandFailure.usage(
          "this needs to be confirmed, and there is no terminal to ask at: " + question,
          "say " + flag);
    }
  }
}
