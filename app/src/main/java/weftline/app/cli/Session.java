package weftline.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// What the surroundings of one run of the command line are.
///
/// @param home the user's own folder
public record Session(
    Terminal terminal, Map<String, String> environment, Path home, InstantSource clock) {
  public Session {
    environment = Map.copyOf(environment);
  }

  /// That of this process.
  public static Session ofSystem() {
    Map<String, String> environment = System.getenv();
    return new Session(
        Terminal.ofSystem(environment),
        environment,
        Path.of(System.getProperty("user.home", ".")),
        InstantSource.system());
  }

  /// Does not say what is in the environment: secrets often are.
  @Override
  public String toString() {
    return "Session";
  }
}
