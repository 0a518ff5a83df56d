package weftline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import weftline.agent.HttpControllerLink;
import weftline.agent.OperatingSystem;
import weftline.agent.RackLink;
import weftline.agent.ReportDoor;
import weftline.controller.Controller;
import weftline.controller.Packages;
import weftline.core.Instance;
import weftline.core.State;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PackageWriter;
import weftline.model.PortRange;
import weftline.model.VmSize;
import weftline.net.HttpServerConfig;

/// Nodes that run an instance for a moment, so that the Java machine can learn what an agent does:
/// in earnest, most agents start the first instance of their lives when another node is lost, and
/// somebody waits for it.
final class NodeRehearsal {
  /// One of them reports through the other.
  private static final int NODES = 2;

  private static final int PORTS = 10;
  private static final int FIRST_PORT = 20_000;
  private static final Duration READY_MAX = Duration.ofSeconds(20);

  /// More than the nodes have that join in name only.
  private static final String DEFINITION =
      """
      <ServiceDefinition name="rehearsal"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
        <WorkerRole name="worker" vmsize="Medium">
          <Runtime>
            <Environment>
              <Variable name="GREETING">
                <RoleInstanceValue
                    xpath="/RoleEnvironment/CurrentInstance/ConfigurationSettings/ConfigurationSetting[@name='Greeting']/@value" />
              </Variable>
            </Environment>
            <EntryPoint>
              <ProgramEntryPoint commandLine="sh worker.sh" setReadyOnProcessStart="true" />
            </EntryPoint>
          </Runtime>
          <ConfigurationSettings>
            <Setting name="Greeting" />
          </ConfigurationSettings>
        </WorkerRole>
      </ServiceDefinition>
      """;

  private static final String CONFIGURATION =
      """
      <ServiceConfiguration serviceName="rehearsal"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
        <Role name="worker">
          <Instances count="1" />
          <ConfigurationSettings>
            <Setting name="Greeting" value="Hello" />
          </ConfigurationSettings>
        </Role>
      </ServiceConfiguration>
      """;

  private static final String PROGRAM = "echo \"$GREETING\"\nexec sleep 600\n";

  private NodeRehearsal() {}

  /// Returns when the instance has run and was stopped.
  ///
  /// @param controller the primary
  /// @param links a new one for each node
  static void play(
      Controller controller, Packages packages, Supplier<HttpControllerLink> links, Path folder)
      throws IOException {
    try (Parts parts = new Parts()) {
      for (int number = 1; number <= NODES; number++) {
        start(parts, "node" + number, links.get(), folder.resolve("n" + number));
      }
      ServiceFolder service = ServiceFolder.read(service(folder.resolve("service")));
      var _ = new DevDeployment(controller, packages, folder.resolve("spool")).bring(service);
      if (!isReady(LocalCall.of(() -> controller.await(NodeRehearsal::isReady, READY_MAX)))) {
        throw new IOException("the instance of the rehearsal does not run");
      }
    }
  }

  private static void start(Parts parts, String name, HttpControllerLink link, Path folder)
      throws IOException {
    NeighbourDoor door =
        new NeighbourDoor(
            HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    parts.add(door::close);
    NodeDescription node =
        new NodeDescription(
            new NodeId(name),
            "127.0.0.1",
            0,
            VmSize.EXTRA_LARGE.capacity(),
            new PortRange(FIRST_PORT, FIRST_PORT + PORTS - 1));
    NodeProgram program =
        NodeProgram.start(
            node,
            folder,
            folder.resolve("i"),
            OperatingSystem.UNKNOWN,
            NodeProgram.images(folder.resolve("images"), link),
            new RackLink(node.id(), link, link, Optional.<ReportDoor>of(door)));
    parts.add(program::stop);
  }

  private static boolean isReady(State state) {
    return !state.instances().isEmpty()
        && state.instances().values().stream().allMatch(Instance::isReady);
  }

  private static Path service(Path folder) throws IOException {
    Path role = Files.createDirectories(folder.resolve("worker"));
    Files.writeString(role.resolve("worker.sh"), PROGRAM);
    Files.writeString(folder.resolve(PackageWriter.DEFINITION_FILE), DEFINITION);
    Files.writeString(folder.resolve("ServiceConfiguration.cscfg"), CONFIGURATION);
    return folder;
  }
}
