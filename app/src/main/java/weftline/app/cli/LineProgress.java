package weftline.app.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import weftline.controller.api.OperationView;
import weftline.controller.api.ServiceView;

/// One line with the time for each thing that has changed since the last look. At the first look
/// what is well goes without saying.
final class LineProgress implements Progress {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private final Terminal terminal;
  private final PrintStream out;
  private final InstantSource clock;
  private final Map<String, String> last = new HashMap<>();
  private boolean looked;

  LineProgress(Terminal terminal, PrintStream out, InstantSource clock) {
    this.terminal = terminal;
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void say(String text) {
    out.println(TIME.format(clock.instant()) + " " + text);
  }

  @Override
  public void show(OperationView operation, Optional<ServiceView.DeploymentView> deployment) {
    deployment.ifPresent(this::sayChanges);
    if (!operation.waitsFor().isEmpty()) {
      sayIfNew("waits", "waiting for: " + operation.waitsFor());
    }
  }

  @Override
  public void end(OperationView operation, Optional<ServiceView.DeploymentView> deployment) {
    deployment.ifPresent(this::sayChanges);
    say(Progress.verdict(terminal, operation));
    deployment.ifPresent(each -> each.addresses().forEach(address -> say("  " + address.url())));
  }

  private void sayChanges(ServiceView.DeploymentView deployment) {
    for (ServiceView.RoleView role : deployment.roles()) {
      for (ServiceView.InstanceView instance : role.instances()) {
        String where = instance.node().map(node -> " on " + node).orElse("");
        String detail = instance.detail().isEmpty() ? "" : "  " + instance.detail();
        String text = "%s %s%s%s".formatted(instance.name(), instance.status(), where, detail);
        if (!looked && instance.status().equals("ready")) {
          last.put(instance.name(), text);
        }
        sayIfNew(instance.name(), text);
      }
    }
    looked = true;
  }

  private void sayIfNew(String about, String text) {
    if (!text.equals(last.put(about, text))) {
      say(text);
    }
  }
}
