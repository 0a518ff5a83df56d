package weftline.model;

import java.util.List;
import java.util.Map;

/// Everything an agent must know to run one instance. A new [#attempt()] or package means a new
/// process; any other difference is delivered to the running one.
///
/// @param attempt counts the processes the controller has wanted for this instance; a report names
///   the attempt it speaks of
/// @param peers the other instances of the deployment, those of the same role included
public record InstanceGoal(
    InstanceId id,
    ServiceName service,
    long attempt,
    Wanted wanted,
    PackageReference image,
    RoleDefinition role,
    Map<String, String> settings,
    int faultDomain,
    int updateDomain,
    List<EndpointAddress> endpoints,
    List<Peer> peers) {
  public InstanceGoal {
    settings = Maps.sorted(settings);
    endpoints = List.copyOf(endpoints);
    peers = List.copyOf(peers);
  }

  /// What should become of the process: run, or be asked to stop and then be gone.
  public enum Wanted {
    RUNNING,
    STOPPED
  }

  /// Where one endpoint of an instance listens.
  public record EndpointAddress(String name, String protocol, String address, int port) {}

  /// Another instance of the same deployment, as the role environment shows it.
  public record Peer(
      String role, int index, int faultDomain, int updateDomain, List<EndpointAddress> endpoints) {
    public Peer {
      endpoints = List.copyOf(endpoints);
    }

    public String name() {
      return role + "_IN_" + index;
    }
  }
}
