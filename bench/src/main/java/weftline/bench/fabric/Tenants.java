package weftline.bench.fabric;

import java.time.Instant;
import weftline.core.Command;
import weftline.model.PackageReference;
import weftline.model.ServiceModel;
import weftline.model.ServiceModelReader;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.model.SourceText;

/// What tenants ask for: services whose models are read from text, as those of real tenants are, so
/// that no two share their parts in memory.
final class Tenants {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private static final String ROLE =
      """
        <WorkerRole name="%s" vmsize="%s">
          <Runtime>
            <EntryPoint>
              <ProgramEntryPoint commandLine="run" setReadyOnProcessStart="true" />
            </EntryPoint>
          </Runtime>
          <Endpoints>
            <InternalEndpoint name="peer" protocol="tcp" />
          </Endpoints>
          <ConfigurationSettings>
            <Setting name="Mode" />
          </ConfigurationSettings>
        </WorkerRole>
      """;

  private static final String COUNT =
      """
        <Role name="%s">
          <Instances count="%d" />
          <ConfigurationSettings>
            <Setting name="Mode" value="fast" />
          </ConfigurationSettings>
        </Role>
      """;

  private Tenants() {}

  /// Three roles of three instances each, on internal endpoints.
  static ServiceModel nine(String service) {
    return model(
        service,
        ROLE.formatted("front", "Small")
            + ROLE.formatted("logic", "Medium")
            + ROLE.formatted("store", "Small"),
        COUNT.formatted("front", 3) + COUNT.formatted("logic", 3) + COUNT.formatted("store", 3));
  }

  static ServiceModel of(String service, String size, int instances) {
    return model(service, ROLE.formatted("only", size), COUNT.formatted("only", instances));
  }

  static Command.Deploy deploy(Instant at, ServiceModel model) {
    return new Command.Deploy(
        at, "bench", new ServiceName(model.name().value()), Slot.PRODUCTION, "v1", model);
  }

  private static ServiceModel model(String service, String roles, String counts) {
    String definition =
        """
        <ServiceDefinition name="%s" upgradeDomainCount="3"
            xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">%s
        </ServiceDefinition>
        """
            .formatted(service, roles);
    String configuration =
        """
        <ServiceConfiguration serviceName="%s"
            xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">%s
        </ServiceConfiguration>
        """
            .formatted(service, counts);
    var reading =
        ServiceModelReader.read(
            new SourceText("bench.csdef", definition),
            new SourceText("bench.cscfg", configuration));
    return new ServiceModel(
        reading.definition().orElseThrow(),
        reading.configuration().orElseThrow(),
        new PackageReference("0".repeat(64), 1));
  }
}
