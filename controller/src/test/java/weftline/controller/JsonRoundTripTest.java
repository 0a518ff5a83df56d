package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weftline.core.Command;
import weftline.core.Event;
import weftline.core.Problem;
import weftline.core.Snapshot;
import weftline.model.BalancerReport;
import weftline.model.Finding;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeReport;
import weftline.model.RoutingTable;
import weftline.model.ServiceModel;
import weftline.net.Json;

/// Everything that goes to the disk or over the wire comes back as it was: every event, every
/// command, and the records of the model.
final class JsonRoundTripTest {
  static Stream<Class<?>> types() {
    return Stream.of(
        Event.class,
        Command.class,
        Problem.class,
        Snapshot.class,
        Entry.class,
        Homes.class,
        ServiceModel.class,
        NodeDescription.class,
        NodeGoal.class,
        NodeReport.class,
        RoutingTable.class,
        BalancerReport.class,
        LogLine.class,
        Finding.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void comesBackAsItWas(Class<?> type) throws IOException {
    for (Object value : SampleRecords.all(type).toList()) {
      var written = Json.write(value);

      assertThat(Json.read(written, type)).as(Json.text(value)).isEqualTo(value);
      assertThat(Json.write(Json.read(written, type))).isEqualTo(written);
    }
  }
}
