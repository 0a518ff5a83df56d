package weftline.controller.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A service as the management API shows it: at most one deployment in each slot.
public record ServiceView(String name, List<DeploymentView> deployments) {
  public ServiceView {
    deployments = List.copyOf(deployments);
  }

  /// What stands in one slot.
  ///
  /// @param slot `production` or `staging`
  /// @param state `unplaceable`, `starting`, `running`, `degraded`, `upgrading` or `deleting`
  /// @param label the free text that the newest version was given
  public record DeploymentView(
      String id,
      String slot,
      String label,
      String state,
      Instant createdAt,
      int updateDomains,
      Optional<UpgradeView> upgrade,
      List<AddressView> addresses,
      List<RoleView> roles) {
    public DeploymentView {
      addresses = List.copyOf(addresses);
      roles = List.copyOf(roles);
    }
  }

  /// An upgrade or rollback under way.
  ///
  /// @param mode `auto` or `manual`
  /// @param domain the update domain begun last; absent before the first
  /// @param waitsFor one sentence; empty if nothing holds it up
  public record UpgradeView(
      String mode, Optional<Integer> domain, boolean rollback, String waitsFor) {}

  /// Where clients reach an endpoint of the slot.
  public record AddressView(
      String role, String endpoint, String protocol, String address, int port) {
    /// For example `http://127.0.0.1:8080/`, or `tcp://…` for what is no web page.
    public String url() {
      String scheme = protocol.startsWith("http") ? protocol : "tcp";
      return "%s://%s:%d/".formatted(scheme, address, port);
    }
  }

  /// One role: how many instances are wanted, and each of them.
  public record RoleView(
      String name, String vmSize, int wanted, int ready, List<InstanceView> instances) {
    public RoleView {
      instances = List.copyOf(instances);
    }
  }

  /// One instance.
  ///
  /// @param name for example `web_IN_0`
  /// @param status `wanted`, `starting`, `busy`, `ready`, `failed`, `draining` or `stopping`
  /// @param node absent while it has none; so is the fault domain
  /// @param label the label of the version it runs
  /// @param detail one line for people, may be empty
  public record InstanceView(
      String name,
      String status,
      Optional<String> node,
      Optional<Integer> faultDomain,
      int updateDomain,
      String label,
      int failures,
      String detail) {}
}
