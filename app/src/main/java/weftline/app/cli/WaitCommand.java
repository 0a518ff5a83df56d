package weftline.app.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weftline.controller.api.OperationView;
import weftline.controller.api.ServiceView;
import weftline.net.Json;

/// Waits for a change, or for a service to be well.
@Command(
    name = "wait",
    header = "Wait until a change is done, or until all of a service runs.",
    footer = {"", "Examples:", "  wfl wait op-17", "  wfl wait shop --timeout 2m"})
final class WaitCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "OPERATION|SERVICE", description = "An operation's id, or a service")
  private String target = "";

  @Mixin private final WatchOptions watch = new WatchOptions();

  @Mixin private final FabricOptions fabric = new FabricOptions();

  @Mixin private final OutputOptions output = new OutputOptions();

  WaitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Fabric found = fabric.connect(session);
    List<String> operations = found.operations().stream().map(OperationView::id).toList();
    if (operations.contains(target) || target.matches("op-[0-9]+")) {
      return new OperationWatch(session, found, output).follow(Optional.of(target), watch);
    }
    return waitForService(found, found.resolveService(target));
  }

  private int waitForService(Fabric found, String service) throws CommandFailure {
    Instant deadline = session.clock().instant().plus(watch.timeout());
    while (true) {
      Optional<ServiceView> now = look(found, service);
      if (now.filter(WaitCommand::isWell).isPresent()) {
        output
            .terminal(session)
            .out()
            .println(output.isJson() ? Json.pretty(now.get()) : service + " runs");
        return ExitCode.DONE;
      }
      if (session.clock().instant().isAfter(deadline)) {
        throw new CommandFailure(
            ExitCode.TIMED_OUT,
            service + " is not all running yet",
            "see why with 'wfl explain %s'".formatted(service));
      }
      Pause.ofOneSecond();
    }
  }

  private static Optional<ServiceView> look(Fabric found, String service) throws CommandFailure {
    try {
      return found.service(service);
    } catch (CommandFailure e) {
      if (e.mayPass()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isWell(ServiceView service) {
    return !service.deployments().isEmpty()
        && service.deployments().stream().allMatch(each -> each.state().equals("running"));
  }
}
