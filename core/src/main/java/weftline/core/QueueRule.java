package weftline.core;

import java.util.List;
import java.util.stream.Stream;
import weftline.model.DeploymentId;
import weftline.model.ScaleRule;

/// A scale rule in force that goes by the length of a queue: for a caller that asks storage.
public record QueueRule(DeploymentId deployment, ScaleRule rule, String queue, int instances) {
  /// Those of all deployments.
  public static List<QueueRule> of(State state) {
    return state.indexes().scaling().toList().stream()
        .map(state::deployment)
        .flatMap(QueueRule::of)
        .toList();
  }

  private static Stream<QueueRule> of(Deployment deployment) {
    return deployment.current().policy().scales().stream()
        .flatMap(rule ->
            rule.measures().queue().stream()
                .map(queue ->
                    new QueueRule(
                        deployment.id(), rule, queue, deployment.instances(rule.role()))));
  }

  /// What so many messages are for each instance, rounded up.
  public Command.RoleLoad load(long messages) {
    long each = Math.ceilDiv(messages, Math.max(1, instances));
    int mean = (int) Math.min(each, Integer.MAX_VALUE);
    return new Command.RoleLoad(deployment, rule.role(), rule.measures(), mean);
  }
}
