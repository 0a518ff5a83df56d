package weftline.controller.api;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import weftline.controller.Controller;
import weftline.controller.Journal;
import weftline.controller.LogReader;
import weftline.controller.LogStore;
import weftline.core.Problem;
import weftline.model.DeploymentId;
import weftline.model.LogLine;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.net.Json;
import weftline.net.Response;
import weftline.net.Route;

/// What happens and what roles write, as streams that go on for as long as somebody listens.
final class StreamRoutes {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final int EVENTS_AT_ONCE = 500;

  private final Controller controller;
  private final LogStore logs;

  StreamRoutes(Controller controller, LogStore logs) {
    this.controller = controller;
    this.logs = logs;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.guarded("GET", "/v1/events", this::events),
        gate.guarded("GET", "/v1/logs/{service}", this::logs));
  }

  private Response events(Call call) throws AnswerException {
    long after = call.number("after");
    boolean follow = call.flag("follow");
    return Answers.lines(out -> writeEvents(out, after, follow));
  }

  private void writeEvents(OutputStream out, long after, boolean follow)
      throws IOException, InterruptedException {
    long seen = after;
    while (true) {
      var lines = controller.journal().after(seen, EVENTS_AT_ONCE);
      for (Journal.Line line : lines) {
        Json.writeLine(out, EventLine.of(controller.state(), line));
        seen = line.number();
      }
      out.flush();
      if (!lines.isEmpty()) {
        continue;
      }
      if (!follow) {
        return;
      }
      controller.awaitEvents(seen, HEARTBEAT);
      if (controller.journal().last() <= seen) {
        Answers.heartbeat(out);
      }
    }
  }

  private Response logs(Call call) throws IOException, AnswerException {
    var service = call.service();
    if (!controller.state().services().containsKey(service) && !logs.holds(service)) {
      throw new AnswerException(
          new Problem.NotFound(
              "There is no service '%s', and no log of it.".formatted(service),
              "`wfl status` lists the services."));
    }
    var since = call.option("since");
    var from =
        since.isPresent()
            ? Call.parse("time (2026-01-31T12:00:00Z)", since.get(), Instant::parse)
            : Instant.EPOCH;
    var reader = logs.read(service, from);
    var wanted = filter(call, service);
    boolean follow = call.flag("follow");
    return Answers.lines(out -> writeLogs(out, reader, wanted, follow));
  }

  private static void writeLogs(
      OutputStream out, LogReader reader, Predicate<LogLine> wanted, boolean follow)
      throws IOException, InterruptedException {
    LogReader.Consumer writer =
        line -> {
          if (wanted.test(line)) {
            Json.writeLine(out, view(line));
          }
        };
    reader.drain(writer);
    while (follow) {
      out.flush();
      if (reader.await(HEARTBEAT)) {
        reader.drain(writer);
      } else {
        Answers.heartbeat(out);
      }
    }
  }

  private Predicate<LogLine> filter(Call call, ServiceName service) throws AnswerException {
    var slot = call.wantedSlot();
    var role = call.option("role");
    var instance = call.option("instance");
    var text = call.option("grep");
    return line ->
        (slot.isEmpty() || slot.equals(slotOf(service, line.instance().deployment())))
            && matches(role, line.instance().role())
            && matches(instance, line.instance().name())
            && (text.isEmpty() || line.text().contains(text.get()));
  }

  private Optional<Slot> slotOf(ServiceName service, DeploymentId deployment) {
    return controller.state().services().get(service).flatMap(found -> found.slotOf(deployment));
  }

  private static boolean matches(Optional<String> wanted, String found) {
    return wanted.isEmpty() || wanted.get().equals(found);
  }

  private static LogLineView view(LogLine line) {
    var stream =
        switch (line.stream()) {
          case LogLine.OUT -> "stdout";
          case LogLine.ERR -> "stderr";
          default -> line.stream();
        };
    return new LogLineView(line.at(), line.instance().name(), stream, line.text());
  }
}
