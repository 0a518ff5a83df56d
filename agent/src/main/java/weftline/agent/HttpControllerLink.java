package weftline.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weftline.model.Aggregator;
import weftline.model.Generation;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.PackageReference;
import weftline.model.RackAnswer;
import weftline.model.RackReport;
import weftline.net.AddressBook;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Json;
import weftline.net.JsonException;
import weftline.net.JsonTree;
import weftline.net.StreamedAnswer;

/// Reaches the controllers over HTTP, where packages come from, too. Any of them answers for all.
public final class HttpControllerLink implements ControllerLink, PackageSource, Uplink {
  private static final Duration CALL_MAX = Duration.ofSeconds(5);

  /// A neighbour that is gone must not keep a node from speaking for itself in time.
  private static final Duration NEIGHBOUR_MAX = Duration.ofSeconds(1);

  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;

  private final HttpClient client;
  private final AddressBook controllers;
  private final String scheme;

  /// A link to the controller at one address.
  ///
  /// @param controller for example `https://controller:7400`
  public HttpControllerLink(HttpClient client, URI controller) {
    this(client, AddressBook.of(List.of(controller)));
  }

  /// A link to whichever of the controllers answers.
  public HttpControllerLink(HttpClient client, AddressBook controllers) {
    this.client = client;
    this.controllers = controllers;
    this.scheme = controllers.servers().getFirst().getScheme();
  }

  @Override
  public void join(NodeDescription node) throws IOException {
    controllers.call(
        at -> checked(client.send(post(at, node.id(), "join", node)), "join the fabric"));
  }

  @Override
  public Optional<NodeGoal> goal(NodeId node, Generation after, Duration wait) throws IOException {
    var query = "goal?after=%d&wait=%d".formatted(after.value(), wait.toSeconds());
    HttpAnswer answer =
        controllers.poll((at, unwanted) -> {
          HttpCall call = HttpCall.get(uri(at, node, query)).within(wait.plus(CALL_MAX));
          return checked(client.send(controllers.asking(call), unwanted), "get the node's goal");
        });
    controllers.heed(answer);
    if (answer.status() == NO_CONTENT) {
      return Optional.empty();
    }
    return Optional.of(Json.read(answer.body(), NodeGoal.class));
  }

  @Override
  public boolean report(NodeReport report) throws IOException {
    return reportAlone(report, false).known();
  }

  @Override
  public Reply reportAlone(NodeReport report, boolean willing) throws IOException {
    String what = willing ? "report?gathers=true" : "report";
    return controllers.call(at -> {
      HttpAnswer answer = client.send(post(at, report.node(), what, report));
      return new Reply(
          isKnown(answer),
          answer.ok() && answer.body().length > 0
              ? Optional.of(Json.read(answer.body(), Aggregator.class))
              : Optional.empty());
    });
  }

  @Override
  public boolean reportThrough(String address, NodeReport report) throws IOException {
    URI neighbour = URI.create(scheme + "://" + address);
    return isKnown(
        client.send(post(neighbour, report.node(), "report", report).within(NEIGHBOUR_MAX)));
  }

  private static boolean isKnown(HttpAnswer answer) throws IOException {
    if (answer.status() == NOT_FOUND) {
      return false;
    }
    return checked(answer, "report").ok();
  }

  @Override
  public RackAnswer reportAll(NodeId aggregator, RackReport rack) throws IOException {
    return controllers.call(at ->
        Json.read(
            checked(client.send(post(at, aggregator, "reports", rack)), "report for neighbours")
                .body(),
            RackAnswer.class));
  }

  @Override
  public void logs(NodeId node, List<LogLine> lines) throws IOException {
    controllers.call(at -> checked(client.send(post(at, node, "logs", lines)), "send logs"));
  }

  @Override
  public void fetch(PackageReference wanted, Path target) throws IOException {
    controllers.call(at -> fetch(at.resolve("/packages/" + wanted.sha256()), wanted, target));
  }

  private Path fetch(URI uri, PackageReference wanted, Path target) throws IOException {
    try (StreamedAnswer answer = client.streamFollowing(HttpCall.get(uri))) {
      if (!answer.ok()) {
        throw new IOException(
            "Cannot fetch package %s: %s answered %d"
                .formatted(wanted, uri.getAuthority(), answer.status()));
      }
      Files.copy(answer.body(), target, StandardCopyOption.REPLACE_EXISTING);
      return target;
    }
  }

  private static HttpAnswer checked(HttpAnswer answer, String doing) throws IOException {
    if (!answer.ok()) {
      throw new IOException(
          "Cannot %s: the controller answered %d %s"
              .formatted(doing, answer.status(), refusal(answer)));
    }
    return answer;
  }

  /// What is wrong and what would help, if the answer is one that the controller gives.
  private static String refusal(HttpAnswer answer) {
    try {
      JsonTree error = JsonTree.parse(answer.text()).at("error");
      return error
          .at("message")
          .text()
          .map(message -> message + " " + error.at("cure").text().orElse(""))
          .orElseGet(answer::text);
    } catch (JsonException _) {
      return answer.text();
    }
  }

  private static HttpCall post(URI controller, NodeId node, String what, Object body) {
    return HttpCall.postJson(uri(controller, node, what), body).within(CALL_MAX);
  }

  private static URI uri(URI controller, NodeId node, String what) {
    return controller.resolve("/nodes/" + node + "/" + what);
  }
}
