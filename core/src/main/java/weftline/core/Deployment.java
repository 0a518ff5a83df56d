package weftline.core;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceDefinition;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;

/// One deployment: the versions it knows, which one each role should run, and what is being done to
/// it.
///
/// @param targets the version that each role should run; an upgrade may move one role alone
/// @param previous what [#targets()] was before the last upgrade; empty if there was none
/// @param attemptsBefore the highest attempt of any instance that is gone, so that no number comes
///   twice
/// @param topology the goal generation at which an instance last came to a node or left it; empty
///   before the first
public record Deployment(
    DeploymentId id,
    ServiceName service,
    Instant createdAt,
    List<Version> versions,
    Map<String, Integer> targets,
    Map<String, Integer> previous,
    Optional<Walk> walk,
    Optional<PlacementFailure> failure,
    boolean deleting,
    long attemptsBefore,
    Optional<Generation> topology) {
  public Deployment {
    versions = List.copyOf(versions);
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    previous = Collections.unmodifiableSortedMap(new TreeMap<>(previous));
  }

  /// The newest version that any role should run.
  public Version current() {
    return version(Collections.max(targets.values()));
  }

  /// What should run, every role in the version it should run: after an upgrade of one role alone
  /// that is not one version's model.
  public ServiceModel model() {
    ServiceModel newest = current().model();
    ServiceDefinition definition = newest.definition();
    return new ServiceModel(
        new ServiceDefinition(
            definition.name(),
            definition.schemaVersion(),
            definition.upgradeDomainCount(),
            definition.topologyChangeDiscovery(),
            definition.probes(),
            targets.keySet().stream().map(role -> target(role).role(role)).toList(),
            definition.trafficRules()),
        configuration(newest.configuration()),
        newest.image(),
        newest.policy());
  }

  private ServiceConfiguration configuration(ServiceConfiguration newest) {
    return new ServiceConfiguration(
        newest.serviceName(),
        newest.osFamily(),
        newest.osVersion(),
        targets.keySet().stream().map(role -> target(role).configuration(role)).toList());
  }

  public Version version(int number) {
    for (Version version : versions) {
      if (version.number() == number) {
        return version;
      }
    }
    throw new IllegalStateException(id + " has no version " + number);
  }

  public Version target(String role) {
    return version(targets.getOrDefault(role, 0));
  }

  /// What the configuration asks for.
  public int instances(String role) {
    Integer target = targets.get(role);
    return target == null || deleting ? 0 : version(target).configuration(role).instances();
  }

  public int updateDomain(InstanceId instance) {
    return instance.index() % current().model().definition().upgradeDomainCount();
  }

  boolean wants(InstanceId instance) {
    return instance.index() < instances(instance.role());
  }

  boolean isBehind(Instance instance) {
    Integer target = targets.get(instance.id().role());
    return target != null && instance.version() != target && wants(instance.id());
  }

  /// Whether the same instances of the same versions are wanted.
  boolean wantsTheSameAs(Deployment other) {
    return deleting == other.deleting
        && targets.equals(other.targets)
        && versions.equals(other.versions);
  }

  /// The number of the next version.
  int nextVersion() {
    return versions.stream().mapToInt(Version::number).max().orElse(0) + 1;
  }

  Deployment withConfiguration(ServiceConfiguration configuration) {
    List<Version> changed =
        versions.stream()
            .map(version ->
                targets.containsValue(version.number())
                    ? new Version(
                        version.number(),
                        version.label(),
                        version.model().withConfiguration(configuration))
                    : version)
            .toList();
    return with(changed, targets, previous, walk);
  }

  /// The same, with another size for a role.
  Deployment withSize(String role, String vmSize) {
    List<Version> changed =
        versions.stream()
            .map(version ->
                new Version(
                    version.number(), version.label(), version.model().withSize(role, vmSize)))
            .toList();
    return with(changed, targets, previous, walk);
  }

  Deployment with(
      List<Version> newVersions,
      Map<String, Integer> newTargets,
      Map<String, Integer> newPrevious,
      Optional<Walk> newWalk) {
    return new Deployment(
        id,
        service,
        createdAt,
        newVersions,
        newTargets,
        newPrevious,
        newWalk,
        failure,
        deleting,
        attemptsBefore,
        topology);
  }

  Deployment withWalk(Optional<Walk> newWalk) {
    return with(versions, targets, previous, newWalk);
  }

  /// Lets the placement be tried again.
  Deployment withoutFailure() {
    return failure.isEmpty() ? this : withFailure(Optional.empty());
  }

  Deployment withFailure(Optional<PlacementFailure> newFailure) {
    return new Deployment(
        id,
        service,
        createdAt,
        versions,
        targets,
        previous,
        walk,
        newFailure,
        deleting,
        attemptsBefore,
        topology);
  }

  Deployment beingDeleted() {
    return new Deployment(
        id,
        service,
        createdAt,
        versions,
        targets,
        previous,
        Optional.empty(),
        Optional.empty(),
        true,
        attemptsBefore,
        topology);
  }

  Deployment withAttemptsBefore(long attempts) {
    return new Deployment(
        id,
        service,
        createdAt,
        versions,
        targets,
        previous,
        walk,
        failure,
        deleting,
        Math.max(attemptsBefore, attempts),
        topology);
  }

  Deployment withTopology(Generation newTopology) {
    return new Deployment(
        id,
        service,
        createdAt,
        versions,
        targets,
        previous,
        walk,
        failure,
        deleting,
        attemptsBefore,
        Optional.of(newTopology));
  }
}
