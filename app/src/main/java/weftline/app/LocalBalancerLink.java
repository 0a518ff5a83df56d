package weftline.app;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import weftline.balancer.ControllerLink;
import weftline.controller.Reception;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;

/// A balancer's way to a controller in the same process.
final class LocalBalancerLink implements ControllerLink {
  private final Reception reception;
  private final Observations observations;

  LocalBalancerLink(Reception reception, Observations observations) {
    this.reception = reception;
    this.observations = observations;
  }

  @Override
  public Optional<RoutingTable> routes(Generation after, Duration wait) throws IOException {
    return LocalCall.of(() -> reception.routes(after, wait));
  }

  @Override
  public void report(BalancerReport report) throws IOException {
    LocalCall.requireAccepted(() -> reception.report(report));
    observations.saw(report);
  }
}
