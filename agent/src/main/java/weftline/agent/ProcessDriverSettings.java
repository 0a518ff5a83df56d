package weftline.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What can be chosen about the process driver.
///
/// @param instances the folder in which every instance gets its own
/// @param javaHome the JDK that roles find first on their path
/// @param inherited what roles get of this program's own environment, and no more
/// @param stopGrace how long a role that was asked to stop may take to say that it has
/// @param endGrace how long processes may take to end after a polite signal
/// @param quotaInterval how often local storage is measured
/// @param emulated whether roles are told that this is a development fabric
/// @param user the numeric user that roles run as when this program is root
public record ProcessDriverSettings(
    Path instances,
    Path javaHome,
    Map<String, String> inherited,
    Duration stopGrace,
    Duration endGrace,
    Duration quotaInterval,
    boolean emulated,
    int user) {
  private static final int NOBODY = 65_534;

  public ProcessDriverSettings {
    inherited = Map.copyOf(inherited);
  }

  public static ProcessDriverSettings in(Path instances) {
    return new ProcessDriverSettings(
        instances,
        Path.of(System.getProperty("java.home")),
        System.getenv(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        true,
        NOBODY);
  }
}
