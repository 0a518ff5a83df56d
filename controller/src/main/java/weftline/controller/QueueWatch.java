package weftline.controller;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.core.Command;
import weftline.core.Command.RoleLoad;
import weftline.core.QueueRule;

/// Asks storage now and then how long the queues are that scale rules go by. What it hears is soft:
/// the core judges what follows from it. Blocks its caller.
public final class QueueWatch {
  private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);
  private static final int QUEUES_MAX = 100;

  private final Controller controller;
  private final Lengths lengths;
  private String told = "";

  public QueueWatch(Controller controller, Lengths lengths) {
    this.controller = controller;
    this.lengths = lengths;
  }

  /// Counts the messages in queues.
  @FunctionalInterface
  public interface Lengths {
    /// Empty if there is no such queue.
    Optional<Long> of(String queue) throws IOException;
  }

  /// To be called every quarter of a minute or so.
  public void runOnce() {
    if (controller.standing() instanceof Standing.Primary) {
      List<RoleLoad> loads = loads();
      if (!loads.isEmpty()) {
        var _ = controller.submit(at -> new Command.ReportLoads(at, loads));
      }
    }
  }

  /// What is not known is left out. Storage that does not answer is not asked for more.
  private List<RoleLoad> loads() {
    Map<String, List<QueueRule>> rules =
        QueueRule.of(controller.state()).stream()
            .collect(Collectors.groupingBy(QueueRule::queue, TreeMap::new, Collectors.toList()));
    List<RoleLoad> loads = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    if (rules.size() > QUEUES_MAX) {
      troubles.add("only %d of %d queues are counted".formatted(QUEUES_MAX, rules.size()));
    }
    try {
      for (var each : rules.entrySet().stream().limit(QUEUES_MAX).toList()) {
        Optional<Long> length = lengths.of(each.getKey());
        length.ifPresent(
            messages -> each.getValue().forEach(rule -> loads.add(rule.load(messages))));
        if (length.isEmpty()) {
          troubles.add("there is no queue " + each.getKey());
        }
      }
    } catch (IOException e) {
      troubles.add(String.valueOf(e.getMessage()));
    }
    tell(String.join("; ", troubles));
    return loads;
  }

  /// Once, not in every round.
  private void tell(String trouble) {
    if (!trouble.isEmpty() && !trouble.equals(told)) {
      LOG.atWarn()
          .addKeyValue("reason", trouble)
          .log("scale rules go by queues that are not known");
    }
    told = trouble;
  }
}
