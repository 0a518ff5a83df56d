package weftline.model;

import java.util.List;
import java.util.Optional;

/// What a `weftline.xml` beside the service definition says: wishes for which the classic format
/// has no place.
///
/// @param roles the roles that want something of their nodes; others want nothing
/// @param groups which roles belong together, and which do not
/// @param scales when roles get more instances or fewer
public record ServicePolicy(
    List<RolePolicy> roles, List<RoleGroup> groups, List<ScaleRule> scales) {
  public static final ServicePolicy NONE = new ServicePolicy(List.of(), List.of());

  /// The name of the file in a service's folder.
  public static final String FILE = "weftline.xml";

  public ServicePolicy {
    roles = List.copyOf(roles);
    groups = List.copyOf(groups);
    scales = List.copyOf(scales);
  }

  public ServicePolicy(List<RolePolicy> roles, List<RoleGroup> groups) {
    this(roles, groups, List.of());
  }

  /// What one role wants of a node.
  ///
  /// @param os the system that the node must run
  /// @param features all of which the node must have
  /// @param exclusiveCores whether its cores are whole and its own, also where its size is a
  ///   fraction
  /// @param maxPerNode how many instances of the role may be on one node; 0 for any number
  public record RolePolicy(
      String role,
      Optional<String> os,
      List<String> features,
      boolean exclusiveCores,
      int maxPerNode) {
    public RolePolicy {
      features = List.copyOf(features);
    }

    static RolePolicy none(String role) {
      return new RolePolicy(role, Optional.empty(), List.of(), false, 0);
    }
  }

  /// Roles that stand to each other in one way.
  public record RoleGroup(Relation relation, List<String> roles) {
    public RoleGroup {
      roles = List.copyOf(roles);
    }
  }

  /// How the roles of a group stand to each other.
  public enum Relation {
    /// Instances with the same number are on the same node.
    TOGETHER,
    /// No node has instances of two of them.
    APART,
    /// All are in one rack.
    RACK,
    /// All are in one container.
    CONTAINER
  }

  public RolePolicy role(String name) {
    return roles.stream()
        .filter(role -> role.role().equals(name))
        .findFirst()
        .orElseGet(() -> RolePolicy.none(name));
  }

  /// The other roles that stand to a role in this way.
  public List<String> others(Relation relation, String role) {
    return groups.isEmpty()
        ? List.of()
        : near(relation, role).stream().filter(other -> !other.equals(role)).toList();
  }

  /// The roles that must be near each other, this one among them; none if it need not be near.
  public List<String> near(Relation relation, String role) {
    if (groups.isEmpty()) {
      return List.of();
    }
    return groups.stream()
        .filter(group -> group.relation() == relation && group.roles().contains(role))
        .flatMap(group -> group.roles().stream())
        .distinct()
        .toList();
  }
}
