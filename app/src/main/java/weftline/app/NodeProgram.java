package weftline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import weftline.agent.Agent;
import weftline.agent.AgentSettings;
import weftline.agent.ControllerLink;
import weftline.agent.ImageStore;
import weftline.agent.LogOutbox;
import weftline.agent.OperatingSystem;
import weftline.agent.PackageSource;
import weftline.agent.ProcessDriver;
import weftline.agent.ProcessDriverSettings;
import weftline.agent.RunningAgent;
import weftline.model.NodeDescription;
import weftline.model.PackageReader;

/// One node: an agent that runs instances as processes.
record NodeProgram(NodeDescription description, RunningAgent agent) {
  private static final Duration GOAL_WAIT = Duration.ofSeconds(30);
  private static final Path SHARED = Path.of("/var/lib/weftline");

  /// @param folder where the node keeps its goal and its instances
  static NodeProgram start(
      NodeDescription description,
      Path folder,
      OperatingSystem system,
      ImageStore images,
      ControllerLink link)
      throws IOException {
    return start(description, folder, instances(folder), system, images, link);
  }

  /// @param instances where the node keeps its instances
  static NodeProgram start(
      NodeDescription description,
      Path folder,
      Path instances,
      OperatingSystem system,
      ImageStore images,
      ControllerLink link)
      throws IOException {
    InstantSource clock = InstantSource.system();
    LogOutbox logs = new LogOutbox();
    ProcessDriver driver =
        ProcessDriver.open(
            ProcessDriverSettings.in(instances),
            images,
            logs,
            clock,
            Thread.ofPlatform().daemon().name(description.id() + "-", 0).factory());
    Agent agent = Agent.open(description, settings(folder), driver, clock, system);
    return new NodeProgram(
        description,
        RunningAgent.start(agent, link, logs, Thread.ofVirtual().name("agent-", 0).factory()));
  }

  /// Where a node keeps its instances: short, for the paths of pipes have a limit.
  static Path instances(Path folder) {
    return new InstancesPlace(System.getProperty("user.name"), SHARED).of(folder);
  }

  /// The images of roles, which nodes on one machine share.
  static ImageStore images(Path folder, PackageSource source) throws IOException {
    return ImageStore.open(
        folder,
        source,
        (file, role, target) -> {
          try (PackageReader reader = PackageReader.open(file)) {
            reader.extractRole(role, target);
          }
        });
  }

  private static AgentSettings settings(Path folder) {
    AgentSettings standard = AgentSettings.in(folder);
    return new AgentSettings(
        folder,
        DevConfig.HEARTBEAT,
        GOAL_WAIT,
        standard.restartMin(),
        standard.restartMax(),
        standard.stableAfter(),
        standard.closeGrace());
  }

  void stop() {
    agent.close();
  }
}
