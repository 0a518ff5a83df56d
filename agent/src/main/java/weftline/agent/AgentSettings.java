package weftline.agent;

import java.nio.file.Path;
import java.time.Duration;

/// What can be chosen about an agent.
///
/// @param folder where it keeps the last goal
/// @param heartbeat how often it reports when there is no news
/// @param goalWait how long it lets the controller think about a goal
/// @param restartMin the wait before the first restart of a failed instance; it doubles from there
/// @param restartMax the longest such wait
/// @param stableAfter how long an instance must be well for its failures to be forgotten
/// @param closeGrace how long instances may take to end when the agent is closed
public record AgentSettings(
    Path folder,
    Duration heartbeat,
    Duration goalWait,
    Duration restartMin,
    Duration restartMax,
    Duration stableAfter,
    Duration closeGrace) {
  public static AgentSettings in(Path folder) {
    return new AgentSettings(
        folder,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofMillis(200),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10));
  }
}
