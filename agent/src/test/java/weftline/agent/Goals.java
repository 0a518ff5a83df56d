package weftline.agent;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.InstanceGoal.Peer;
import weftline.model.InstanceGoal.Wanted;
import weftline.model.InstanceId;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.PackageReference;
import weftline.model.RoleDefinition;
import weftline.model.RoleDefinition.LocalStorage;
import weftline.model.RoleDefinition.ProgramEntryPoint;
import weftline.model.RoleDefinition.RoleRuntime;
import weftline.model.RoleDefinition.StartupTask;
import weftline.model.RoleDefinition.Variable;
import weftline.model.ServiceName;

/// Goals for tests: one instance of a role that runs a command line, to be changed as needed.
record Goals(
    int index,
    long attempt,
    Wanted wanted,
    String commandLine,
    boolean readyOnStart,
    Map<String, String> settings,
    List<StartupTask> tasks,
    List<Variable> variables,
    List<LocalStorage> storage,
    List<EndpointAddress> endpoints,
    List<Peer> peers) {
  static final NodeId NODE = new NodeId("n1");
  static final String ROLE = "web";
  private static final PackageReference IMAGE = new PackageReference("0".repeat(64), 0);

  static Goals running(String commandLine) {
    return new Goals(
        0,
        1,
        Wanted.RUNNING,
        commandLine,
        true,
        Map.of("Price", "25"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static NodeGoal node(long generation, InstanceGoal... instances) {
    return new NodeGoal(NODE, new Generation(generation), List.of(instances));
  }

  InstanceId id() {
    return new InstanceId(new DeploymentId("shop-1"), ROLE, index);
  }

  Goals index(int newIndex) {
    return new Goals(
        newIndex,
        attempt,
        wanted,
        commandLine,
        readyOnStart,
        settings,
        tasks,
        variables,
        storage,
        endpoints,
        peers);
  }

  Goals attempt(long newAttempt) {
    return new Goals(
        index,
        newAttempt,
        wanted,
        commandLine,
        readyOnStart,
        settings,
        tasks,
        variables,
        storage,
        endpoints,
        peers);
  }

  Goals stopped() {
    return new Goals(
        index,
        attempt,
        Wanted.STOPPED,
        commandLine,
        readyOnStart,
        settings,
        tasks,
        variables,
        storage,
        endpoints,
        peers);
  }

  Goals readyWhenItSays() {
    return new Goals(
        index,
        attempt,
        wanted,
        commandLine,
        false,
        settings,
        tasks,
        variables,
        storage,
        endpoints,
        peers);
  }

  Goals settings(Map<String, String> newSettings) {
    return new Goals(
        index,
        attempt,
        wanted,
        commandLine,
        readyOnStart,
        newSettings,
        tasks,
        variables,
        storage,
        endpoints,
        peers);
  }

  Goals tasks(StartupTask... newTasks) {
    return new Goals(
        index,
        attempt,
        wanted,
        commandLine,
        readyOnStart,
        settings,
        List.of(newTasks),
        variables,
        storage,
        endpoints,
        peers);
  }

  Goals variables(Variable... newVariables) {
    return new Goals(
        index,
        attempt,
        wanted,
        commandLine,
        readyOnStart,
        settings,
        tasks,
        List.of(newVariables),
        storage,
        endpoints,
        peers);
  }

  Goals storage(LocalStorage... newStorage) {
    return new Goals(
        index,
        attempt,
        wanted,
        commandLine,
        readyOnStart,
        settings,
        tasks,
        variables,
        List.of(newStorage),
        endpoints,
        peers);
  }

  Goals endpoint(String name, int port) {
    return new Goals(
        index,
        attempt,
        wanted,
        commandLine,
        readyOnStart,
        settings,
        tasks,
        variables,
        storage,
        List.of(new EndpointAddress(name, "tcp", "127.0.0.1", port)),
        peers);
  }

  Goals endpointless() {
    return new Goals(
        index,
        attempt,
        wanted,
        commandLine,
        readyOnStart,
        settings,
        tasks,
        variables,
        storage,
        List.of(),
        peers);
  }

  Goals peers(Peer... newPeers) {
    return new Goals(
        index,
        attempt,
        wanted,
        commandLine,
        readyOnStart,
        settings,
        tasks,
        variables,
        storage,
        endpoints,
        List.of(newPeers));
  }

  InstanceGoal goal() {
    var runtime =
        new RoleRuntime(
            false, variables, Optional.of(new ProgramEntryPoint(commandLine, readyOnStart)));
    return new InstanceGoal(
        id(),
        new ServiceName("shop"),
        attempt,
        wanted,
        IMAGE,
        role(runtime),
        settings,
        2,
        3,
        endpoints,
        peers);
  }

  private RoleDefinition role(RoleRuntime runtime) {
    return new RoleDefinition(
        ROLE,
        RoleDefinition.Kind.WORKER,
        "Small",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.copyOf(settings.keySet()),
        storage,
        List.of(),
        List.of(),
        tasks,
        runtime,
        List.of());
  }
}
