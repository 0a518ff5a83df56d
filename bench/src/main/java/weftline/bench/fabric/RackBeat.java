package weftline.bench.fabric;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import weftline.core.Node;
import weftline.core.State;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackAnswer;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;
import weftline.net.Json;

/// What the aggregator of one rack sends again and again while all is well, made ready beforehand:
/// only what it costs whoever takes it in is of interest.
final class RackBeat {
  private final NodeId aggregator;
  private final Map<NodeId, Digested> reports = new TreeMap<>();
  private final Said again;

  private RackBeat(List<NodeReport> members) {
    aggregator = members.getFirst().node();
    for (NodeReport report : members) {
      reports.put(report.node(), new Digested(report.hashCode(), report));
    }
    again = said(RackReport.of(address(), List.copyOf(reports.values()), List.of()));
  }

  /// Something that is said: in memory, as JSON, and as a request.
  record Said(NodeId by, RackReport report, byte[] body, byte[] request) {
    static Said of(NodeId by, RackReport report) {
      byte[] body = Json.write(report);
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      String head =
          """
          POST /nodes/%s/reports HTTP/1.1\r
          Host: controller\r
          Content-Type: application/json\r
          Content-Length: %d\r
          \r
          """
              .formatted(by, body.length);
      request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      request.writeBytes(body);
      return new Said(by, report, body, request.toByteArray());
    }
  }

  /// A way to the controller.
  interface Way {
    /// Answers in the same order.
    List<RackAnswer> send(List<Said> said) throws Exception;
  }

  static List<RackBeat> all(State state, List<NodeReport> reports) {
    Map<Integer, List<NodeReport>> racks = new TreeMap<>();
    for (NodeReport report : reports) {
      int rack = state.nodes().get(report.node()).map(Node::faultDomain).orElseThrow();
      racks.computeIfAbsent(rack, _ -> new ArrayList<>()).add(report);
    }
    return racks.values().stream().map(RackBeat::new).toList();
  }

  /// One heartbeat of every node in all racks.
  static void send(List<RackBeat> racks, Way way) throws Exception {
    List<RackAnswer> answers = way.send(racks.stream().map(rack -> rack.again).toList());
    List<Said> full = new ArrayList<>();
    for (int i = 0; i < racks.size(); i++) {
      List<NodeId> wanted = answers.get(i).wanted();
      if (!wanted.isEmpty()) {
        full.add(racks.get(i).full(wanted));
      }
    }
    for (RackAnswer answer : way.send(full)) {
      if (!answer.unknown().isEmpty() || !answer.wanted().isEmpty()) {
        throw new IllegalStateException("reports without news were not taken: " + answer);
      }
    }
  }

  private Said full(List<NodeId> nodes) {
    List<Digested> full = nodes.stream().flatMap(node -> said(node).stream()).toList();
    return said(RackReport.of(address(), List.of(), full));
  }

  private Optional<Digested> said(NodeId node) {
    return Optional.ofNullable(reports.get(node));
  }

  private Said said(RackReport report) {
    return Said.of(aggregator, report);
  }

  private static Optional<String> address() {
    return Optional.of("10.0.0.1:7410");
  }
}
