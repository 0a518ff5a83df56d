package weftline.app;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weftline.agent.ControllerLink;
import weftline.controller.LogSink;
import weftline.controller.Reception;
import weftline.core.Decision;
import weftline.model.Generation;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// An agent's way to a controller in the same process.
final class LocalAgentLink implements ControllerLink {
  private final Reception reception;
  private final LogSink logs;
  private final DevelopmentStorage storage;
  private final Observations observations;

  LocalAgentLink(
      Reception reception, LogSink logs, DevelopmentStorage storage, Observations observations) {
    this.reception = reception;
    this.logs = logs;
    this.storage = storage;
    this.observations = observations;
  }

  @Override
  public void join(NodeDescription node) throws IOException {
    LocalCall.requireAccepted(() -> reception.join(node));
  }

  @Override
  public Optional<NodeGoal> goal(NodeId node, Generation after, Duration wait) throws IOException {
    return LocalCall.of(() -> reception.goal(node, after, wait)).map(storage::delivered);
  }

  @Override
  public boolean report(NodeReport report) throws IOException {
    boolean known = LocalCall.of(() -> reception.report(report)) instanceof Decision.Accepted;
    if (known) {
      observations.saw(report);
    }
    return known;
  }

  @Override
  public void logs(NodeId node, List<LogLine> lines) throws IOException {
    logs.append(lines);
  }
}
