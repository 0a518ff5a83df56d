package weftline.app;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import weftline.agent.RunningAgent;
import weftline.controller.Controller;
import weftline.controller.api.Chaos;
import weftline.core.Instance;
import weftline.core.State;
import weftline.model.InstanceId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Breaks nodes and instances of the development fabric as a power cut or a crash would: processes
/// are killed without a word, and a dead node's agent falls silent.
record DevChaos(Controller controller, List<NodeProgram> nodes) implements Chaos {
  private static final int CHOICES_SHOWN = 4;

  @Override
  public String strike(String action, String kind, String target) {
    return switch (action + " " + kind) {
      case "kill instance" -> killInstance(target);
      case "kill node" -> strikeNodes("killed", byName(target), RunningAgent::fallSilent);
      case "revive node" -> strikeNodes("revived", byName(target), RunningAgent::revive);
      case "kill fd" -> strikeNodes("killed", inDomain(target), RunningAgent::fallSilent);
      case "revive fd" -> strikeNodes("revived", inDomain(target), RunningAgent::revive);
      default ->
          throw new IllegalArgumentException(
              "Chaos cannot %s a %s. It can kill an instance, a node or an fd, and revive a node"
                      .formatted(action, kind)
                  + " or an fd.");
    };
  }

  private String killInstance(String target) {
    State state = controller.state();
    List<InstanceId> found =
        state.instances().values().stream()
            .map(Instance::id)
            .filter(id -> names(state, id).contains(target))
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.isEmpty()
              ? "There is no instance %s.".formatted(target)
              : "%d instances are called %s; say which: %s."
                  .formatted(
                      found.size(),
                      target,
                      found.stream()
                          .limit(CHOICES_SHOWN)
                          .map(id -> names(state, id).getLast())
                          .collect(Collectors.joining(", "))));
    }
    boolean hit = nodes.stream().anyMatch(node -> node.agent().crash(found.getFirst()));
    return hit
        ? "Killed %s.".formatted(found.getFirst())
        : "%s runs nowhere now.".formatted(found.getFirst());
  }

  /// Every way that people call an instance.
  private static List<String> names(State state, InstanceId id) {
    ServiceName service = state.deployments().get(id.deployment()).orElseThrow().service();
    String slot =
        state
                .deployment(service, Slot.PRODUCTION)
                .filter(d -> d.id().equals(id.deployment()))
                .isPresent()
            ? "production"
            : "staging";
    String shortName = id.role() + "/" + id.index();
    return List.of(
        id.toString(),
        id.name(),
        shortName,
        service + "/" + id.name(),
        service + "/" + shortName,
        service + "/" + slot + "/" + id.name(),
        service + "/" + slot + "/" + shortName);
  }

  private List<NodeProgram> byName(String name) {
    List<NodeProgram> found =
        nodes.stream().filter(node -> node.description().id().value().equals(name)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no node %s; `wfl nodes` lists them.".formatted(name));
    }
    return found;
  }

  private List<NodeProgram> inDomain(String number) {
    List<NodeProgram> found =
        nodes.stream()
            .filter(node -> String.valueOf(node.description().faultDomain()).equals(number))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no fault domain %s; `wfl map` draws them.".formatted(number));
    }
    return found;
  }

  private static String strikeNodes(
      String done, List<NodeProgram> struck, Consumer<RunningAgent> blow) {
    Background.together(
        struck.stream().<Runnable>map(node -> () -> blow.accept(node.agent())).toList());
    return "Nodes %s: %s."
        .formatted(
            done,
            String.join(", ", struck.stream().map(n -> n.description().id().value()).toList()));
  }
}
