package weftline.core;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import weftline.model.PackageReference;
import weftline.model.ServiceModel;

/// Which packages are named, each by its SHA-256. Whoever keeps packages must keep these.
public final class Images {
  private Images() {}

  /// Those that a deployment has, or can go back to.
  public static Set<String> of(State state) {
    Set<String> named = new TreeSet<>();
    state.deployments().values().forEach(deployment -> addAll(deployment, named));
    return named;
  }

  /// The same of a state that was written down.
  public static Set<String> of(Snapshot state) {
    Set<String> named = new TreeSet<>();
    state.deployments().forEach(deployment -> addAll(deployment, named));
    return named;
  }

  /// Those that became named.
  public static Set<String> of(List<Event> events) {
    Set<String> named = new TreeSet<>();
    for (Event event : events) {
      models(event).map(ServiceModel::image).map(PackageReference::sha256).forEach(named::add);
    }
    return named;
  }

  private static Stream<ServiceModel> models(Event event) {
    return switch (event) {
      case Event.DeploymentCreated created -> Stream.of(created.model());
      case Event.UpgradeStarted upgrade -> Stream.of(upgrade.model());
      case Event.StateRestored restored ->
          restored.state().deployments().stream().flatMap(Images::models);
      case Event.OfGroup _,
          Event.OfFabric _,
          Event.OfUpkeep _,
          Event.OfOs _,
          Event.OfChange _,
          Event.OfInstance _ ->
          Stream.empty();
    };
  }

  private static Stream<ServiceModel> models(Deployment deployment) {
    return deployment.versions().stream().map(Version::model);
  }

  private static void addAll(Deployment deployment, Set<String> named) {
    models(deployment).forEach(model -> named.add(model.image().sha256()));
  }
}
