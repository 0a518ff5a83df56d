package weftline.model;

import java.util.List;
import java.util.Optional;

/// What a `.csdef` says of one role.
///
/// @param vmSize as written, for example `Small`; see [VmSize]
/// @param settings the names; the values are in the configuration
public record RoleDefinition(
    String name,
    Kind kind,
    String vmSize,
    List<Site> sites,
    List<InputEndpoint> inputEndpoints,
    List<InternalEndpoint> internalEndpoints,
    List<InstanceInputEndpoint> instanceInputEndpoints,
    List<String> settings,
    List<LocalStorage> localStorage,
    List<Certificate> certificates,
    List<String> imports,
    List<StartupTask> startupTasks,
    RoleRuntime runtime,
    List<Content> contents) {
  public RoleDefinition {
    sites = List.copyOf(sites);
    inputEndpoints = List.copyOf(inputEndpoints);
    internalEndpoints = List.copyOf(internalEndpoints);
    instanceInputEndpoints = List.copyOf(instanceInputEndpoints);
    settings = List.copyOf(settings);
    localStorage = List.copyOf(localStorage);
    certificates = List.copyOf(certificates);
    imports = List.copyOf(imports);
    startupTasks = List.copyOf(startupTasks);
    contents = List.copyOf(contents);
  }

  /// The same role in another size.
  RoleDefinition sized(String newSize) {
    return new RoleDefinition(
        name,
        kind,
        newSize,
        sites,
        inputEndpoints,
        internalEndpoints,
        instanceInputEndpoints,
        settings,
        localStorage,
        certificates,
        imports,
        startupTasks,
        runtime,
        contents);
  }

  /// How a role is started and reached.
  public enum Kind {
    WEB,
    WORKER,
    VIRTUAL_MACHINE
  }

  /// One web site of a web role.
  public record Site(String name, Optional<String> physicalDirectory, List<Binding> bindings) {
    public Site {
      bindings = List.copyOf(bindings);
    }
  }

  /// Ties a site to an endpoint.
  public record Binding(String name, String endpoint, Optional<String> hostHeader) {}

  /// Load-balanced, reachable from outside.
  ///
  /// @param localPort where the instance listens; empty means the controller chooses
  public record InputEndpoint(
      String name,
      String protocol,
      int port,
      Optional<String> certificate,
      Optional<Integer> localPort,
      boolean ignoreRoleInstanceStatus,
      Optional<String> probe) {}

  /// Reachable from the service's other instances, not load-balanced.
  ///
  /// @param ports the port or ports to choose from; empty means any
  public record InternalEndpoint(String name, String protocol, Optional<PortRange> ports) {}

  /// One public port for each instance.
  public record InstanceInputEndpoint(
      String name, String protocol, Optional<Integer> localPort, PortRange publicPorts) {}

  /// A folder of its own for each instance, up to a size.
  public record LocalStorage(String name, int sizeMegabytes, boolean cleanOnRoleRecycle) {}

  /// A certificate that the role wants to find in a store.
  public record Certificate(String name, String storeLocation, String storeName) {}

  /// Files to add to the package under the role.
  public record Content(String destination, String sourceDirectory) {}

  /// A program to run before the role starts.
  public record StartupTask(
      String commandLine, boolean elevated, TaskType type, List<Variable> environment) {
    public StartupTask {
      environment = List.copyOf(environment);
    }
  }

  /// Simple is waited for, background is not, foreground must have ended before the role may stop.
  public enum TaskType {
    SIMPLE,
    BACKGROUND,
    FOREGROUND
  }

  /// An environment variable: its value, or the XPath that finds it in the role environment.
  public record Variable(String name, Optional<String> value, Optional<String> xpath) {}

  /// How the role itself is run.
  public record RoleRuntime(
      boolean elevated, List<Variable> environment, Optional<ProgramEntryPoint> entryPoint) {
    public static final RoleRuntime NONE = new RoleRuntime(false, List.of(), Optional.empty());

    public RoleRuntime {
      environment = List.copyOf(environment);
    }
  }

  /// The program that is the role.
  public record ProgramEntryPoint(String commandLine, boolean setReadyOnProcessStart) {}
}
