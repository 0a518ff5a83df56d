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
final class Goals {
  static final NodeId NODE = new NodeId("n1");
  static final String ROLE = "web";
  private static final PackageReference IMAGE = new PackageReference("0".repeat(64), 0);

  private int index;
  private long attempt = 1;
  private Wanted wanted = Wanted.RUNNING;
  private String commandLine;
  private boolean readyOnStart = true;
  private Map<String, String> settings = Map.of("Price", "25");
  private List<StartupTask> tasks = List.of();
  private List<Variable> variables = List.of();
  List<LocalStorage> storage = List.of();
  List<EndpointAddress> endpoints = List.of();
  private List<Peer> peers = List.of();

  private Goals(String commandLine) {
    this.commandLine = commandLine;
  }

  static Goals running(String commandLine) {
    return new Goals(commandLine);
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
    Goals copy = copy();
    copy.index = newIndex;
    return copy;
  }

  Goals attempt(long newAttempt) {
    Goals copy = copy();
    copy.attempt = newAttempt;
    return copy;
  }

  Goals stopped() {
    Goals copy = copy();
    copy.wanted = Wanted.STOPPED;
    return copy;
  }

  Goals readyWhenItSays() {
    Goals copy = copy();
    copy.readyOnStart = false;
    return copy;
  }

  Goals settings(Map<String, String> newSettings) {
    Goals copy = copy();
    copy.settings = newSettings;
    return copy;
  }

  Goals tasks(StartupTask... newTasks) {
    Goals copy = copy();
    copy.tasks = List.of(newTasks);
    return copy;
  }

  Goals variables(Variable... newVariables) {
    Goals copy = copy();
    copy.variables = List.of(newVariables);
    return copy;
  }

  Goals storage(LocalStorage... newStorage) {
    Goals copy = copy();
    copy.storage = List.of(newStorage);
    return copy;
  }

  Goals endpoint(String name, int port) {
    Goals copy = copy();
    copy.endpoints = List.of(new EndpointAddress(name, "tcp", "127.0.0.1", port));
    return copy;
  }

  Goals endpointless() {
    Goals copy = copy();
    copy.endpoints = List.of();
    return copy;
  }

  Goals peers(Peer... newPeers) {
    Goals copy = copy();
    copy.peers = List.of(newPeers);
    return copy;
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

  private Goals copy() {
    Goals copy = new Goals(commandLine);
    copy.index = index;
    copy.attempt = attempt;
    copy.wanted = wanted;
    copy.readyOnStart = readyOnStart;
    copy.settings = settings;
    copy.tasks = tasks;
    copy.variables = variables;
    copy.storage = storage;
    copy.endpoints = endpoints;
    copy.peers = peers;
    return copy;
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
