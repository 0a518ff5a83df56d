package weftline.core;

import weftline.model.RoleDefinition;
import weftline.model.ServiceConfiguration.RoleConfiguration;
import weftline.model.ServiceModel;
import weftline.model.ServicePolicy;

/// One model that a deployment runs, ran, or is on its way to.
///
/// @param number counts the models of a deployment from 1
/// @param label what people call it
public record Version(int number, String label, ServiceModel model) {
  /// @throws IllegalStateException if the model has no such role; instances never name one
  RoleDefinition role(String role) {
    return model
        .definition()
        .role(role)
        .orElseThrow(() -> new IllegalStateException("no role " + role + " in version " + number));
  }

  ServicePolicy policy() {
    return model.policy().orElse(ServicePolicy.NONE);
  }

  RoleConfiguration configuration(String role) {
    return model
        .configuration()
        .role(role)
        .orElseThrow(() -> new IllegalStateException("no configuration of role " + role));
  }
}
