package weftline.core;

import java.util.Optional;
import weftline.model.DeploymentId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// One service: which deployment stands in which slot. Lives while any slot is filled.
public record Service(
    ServiceName name, Optional<DeploymentId> production, Optional<DeploymentId> staging) {
  static Service named(ServiceName name) {
    return new Service(name, Optional.empty(), Optional.empty());
  }

  public Optional<DeploymentId> in(Slot slot) {
    return switch (slot) {
      case PRODUCTION -> production;
      case STAGING -> staging;
    };
  }

  public Optional<Slot> slotOf(DeploymentId deployment) {
    if (production.filter(deployment::equals).isPresent()) {
      return Optional.of(Slot.PRODUCTION);
    }
    return staging.filter(deployment::equals).map(_ -> Slot.STAGING);
  }

  boolean isEmpty() {
    return production.isEmpty() && staging.isEmpty();
  }

  Service with(Slot slot, DeploymentId deployment) {
    return switch (slot) {
      case PRODUCTION -> new Service(name, Optional.of(deployment), staging);
      case STAGING -> new Service(name, production, Optional.of(deployment));
    };
  }

  Service without(DeploymentId deployment) {
    return new Service(
        name,
        production.filter(id -> !id.equals(deployment)),
        staging.filter(id -> !id.equals(deployment)));
  }

  Service swapped() {
    return new Service(name, staging, production);
  }
}
