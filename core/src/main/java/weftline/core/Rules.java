package weftline.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import weftline.core.Problem.Invalid;
import weftline.core.Problem.RuleForbids;
import weftline.model.RoleDefinition;
import weftline.model.RoleDefinition.LocalStorage;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceConfiguration.RoleConfiguration;
import weftline.model.ServiceDefinition;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.VmSize;

/// The classic rules: what a model must be, and what each kind of change may touch.
final class Rules {
  static final int INSTANCES_MAX = 10_000;
  private static final int NAME_LENGTH_MAX = 100;
  private static final String SWAP_INSTEAD =
      "deploy it to the staging slot and swap, or delete and deploy again";

  private Rules() {}

  static Optional<Problem> ofModel(ServiceName service, ServiceModel model) {
    if (service.value().length() > NAME_LENGTH_MAX) {
      return Optional.of(
          new Invalid(
              "the service name is longer than %d letters".formatted(NAME_LENGTH_MAX),
              "choose a shorter one"));
    }
    for (RoleDefinition role : model.definition().roles()) {
      if (VmSize.of(role.vmSize()).isEmpty()) {
        return Optional.of(
            new Invalid(
                "role %s asks for the unknown size %s".formatted(role.name(), role.vmSize()),
                "choose one of ExtraSmall, Small, Medium, Large, ExtraLarge"));
      }
    }
    if (model.definition().upgradeDomainCount() < 1) {
      return Optional.of(
          new Invalid("there is no update domain", "set upgradeDomainCount to 1 or more"));
    }
    return ofConfiguration(model, model.configuration());
  }

  /// A configuration fits a model if it names the same roles, with the settings they declare.
  static Optional<Problem> ofConfiguration(ServiceModel model, ServiceConfiguration configuration) {
    Set<String> defined = roles(model);
    Set<String> configured =
        configuration.roles().stream()
            .map(RoleConfiguration::name)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!defined.equals(configured)) {
      return Optional.of(
          new Invalid(
              "the configuration is for the roles %s, the definition has %s"
                  .formatted(configured, defined),
              "name the same roles in both"));
    }
    return configuration.roles().stream().flatMap(role -> ofRole(model, role).stream()).findFirst();
  }

  private static Optional<Problem> ofRole(ServiceModel model, RoleConfiguration role) {
    if (role.instances() < 1 || role.instances() > INSTANCES_MAX) {
      return Optional.of(
          new Invalid(
              "role %s cannot have %d instances".formatted(role.name(), role.instances()),
              "ask for 1 to %d; to stop the service, delete its deployment"
                  .formatted(INSTANCES_MAX)));
    }
    List<String> declared =
        model.definition().role(role.name()).map(RoleDefinition::settings).orElse(List.of());
    return declared.stream()
        .filter(setting -> !role.settings().containsKey(setting))
        .findFirst()
        .map(setting ->
            new Invalid(
                "role %s has no value for setting %s".formatted(role.name(), setting),
                "give it one in the configuration"));
  }

  static Optional<Problem> ofUpgrade(ServiceModel old, Command.Upgrade upgrade) {
    return ofRoles(old, upgrade)
        .or(() -> ofDomains(old.definition(), upgrade.model().definition()))
        .or(() -> ofEachRole(old, upgrade));
  }

  private static Optional<Problem> ofRoles(ServiceModel old, Command.Upgrade upgrade) {
    Set<String> before = roles(old);
    Set<String> after = roles(upgrade.model());
    if (upgrade
        .role()
        .filter(role -> !before.contains(role) || !after.contains(role))
        .isPresent()) {
      return Optional.of(
          new Problem.NotFound(
              "role %s is not in both versions".formatted(upgrade.role().orElse("")),
              "name one of " + String.join(", ", before)));
    }
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(after);
    Set<String> added = new TreeSet<>(after);
    added.removeAll(before);
    if (!gone.isEmpty() && !added.isEmpty()) {
      return Optional.of(
          new RuleForbids(
              "role-name",
              "an upgrade cannot turn the roles %s into %s".formatted(gone, added),
              SWAP_INSTEAD));
    }
    if (before.equals(after) || (upgrade.force() && upgrade.role().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new RuleForbids(
            "roles",
            "the upgrade %s".formatted(gone.isEmpty() ? "adds " + added : "takes away " + gone),
            "upgrade all roles with force, or " + SWAP_INSTEAD));
  }

  private static Optional<Problem> ofDomains(ServiceDefinition old, ServiceDefinition now) {
    return old.upgradeDomainCount() == now.upgradeDomainCount()
        ? Optional.empty()
        : Optional.of(
            new RuleForbids(
                "update-domains",
                "an upgrade cannot change the number of update domains from %d to %d"
                    .formatted(old.upgradeDomainCount(), now.upgradeDomainCount()),
                SWAP_INSTEAD));
  }

  private static Optional<Problem> ofEachRole(ServiceModel old, Command.Upgrade upgrade) {
    return upgrade.model().definition().roles().stream()
        .filter(role -> upgrade.role().filter(only -> !only.equals(role.name())).isEmpty())
        .flatMap(role ->
            old.definition().role(role.name()).stream()
                .flatMap(before -> ofRole(before, role, upgrade.force()).stream()))
        .findFirst();
  }

  private static Optional<Problem> ofRole(RoleDefinition old, RoleDefinition now, boolean force) {
    for (LocalStorage storage : old.localStorage()) {
      boolean shrinks =
          now.localStorage().stream()
              .anyMatch(other ->
                  other.name().equals(storage.name())
                      && other.sizeMegabytes() < storage.sizeMegabytes());
      if (shrinks) {
        return Optional.of(
            new RuleForbids(
                "local-storage",
                "an upgrade cannot shrink local storage %s of role %s"
                    .formatted(storage.name(), old.name()),
                SWAP_INSTEAD));
      }
    }
    return old.vmSize().equals(now.vmSize()) || force
        ? Optional.empty()
        : Optional.of(
            new RuleForbids(
                "vm-size",
                "the upgrade changes the size of role %s from %s to %s"
                    .formatted(old.name(), old.vmSize(), now.vmSize()),
                "upgrade with force, which loses its local storage, or " + SWAP_INSTEAD));
  }

  static Optional<Problem> ofSwap(ServiceModel production, ServiceModel staging) {
    long before = inputEndpoints(production);
    long after = inputEndpoints(staging);
    return before == after
        ? Optional.empty()
        : Optional.of(
            new RuleForbids(
                "input-endpoints",
                "production has %d input endpoints, staging has %d".formatted(before, after),
                "upgrade in place, or delete and deploy again"));
  }

  private static long inputEndpoints(ServiceModel model) {
    return model.definition().roles().stream()
        .mapToLong(role -> role.inputEndpoints().size())
        .sum();
  }

  private static Set<String> roles(ServiceModel model) {
    return model.definition().roles().stream()
        .map(RoleDefinition::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
