package weftline.sim;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import weftline.model.PackageReference;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceConfiguration.RoleConfiguration;
import weftline.model.ServiceModel;
import weftline.model.ServiceModelReader;
import weftline.model.ServiceModelReading;
import weftline.model.SourceText;

/// The models that tenants of a story ask for; each definition is read once.
final class Models {
  private static final String DEFINITION =
      """
      <ServiceDefinition name="SERVICE" upgradeDomainCount="2"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
        <WebRole name="web" vmsize="SIZE">
          <Runtime><EntryPoint>
            <ProgramEntryPoint commandLine="run" setReadyOnProcessStart="true" />
          </EntryPoint></Runtime>
          <Endpoints><InputEndpoint name="http" protocol="tcp" port="80" /></Endpoints>
          <ConfigurationSettings><Setting name="price" /></ConfigurationSettings>
        </WebRole>
        <WorkerRole name="worker" vmsize="Small">
          <Runtime><EntryPoint>
            <ProgramEntryPoint commandLine="run" setReadyOnProcessStart="true" />
          </EntryPoint></Runtime>
        </WorkerRole>
      </ServiceDefinition>
      """;
  private static final String CONFIGURATION =
      """
      <ServiceConfiguration serviceName="SERVICE"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
        <Role name="web"><Instances count="1" />
          <ConfigurationSettings><Setting name="price" value="0" /></ConfigurationSettings>
        </Role>
        <Role name="worker"><Instances count="1" /></Role>
      </ServiceConfiguration>
      """;

  /// The same for all stories.
  private static final Map<String, ServiceModel> READ = new ConcurrentHashMap<>();

  private Models() {}

  /// @param code one letter of the hexadecimal ones; another letter is another version
  static ServiceModel model(String service, String size, Sizes sizes, String code) {
    ServiceModel known = READ.computeIfAbsent(service + "/" + size, _ -> read(service, size));
    ServiceConfiguration old = known.configuration();
    return new ServiceModel(
        known.definition(),
        new ServiceConfiguration(
            old.serviceName(),
            old.osFamily(),
            old.osVersion(),
            List.of(
                role("web", sizes.web(), Map.of("price", String.valueOf(sizes.price()))),
                role("worker", sizes.worker(), Map.of()))),
        new PackageReference(code.repeat(64), 1));
  }

  /// How many instances, and at what price.
  record Sizes(int web, int worker, int price) {}

  private static RoleConfiguration role(String name, int count, Map<String, String> settings) {
    return new RoleConfiguration(name, count, settings, Map.of());
  }

  private static ServiceModel read(String service, String size) {
    ServiceModelReading reading =
        ServiceModelReader.read(
            new SourceText(
                "story.csdef", DEFINITION.replace("SERVICE", service).replace("SIZE", size)),
            new SourceText("story.cscfg", CONFIGURATION.replace("SERVICE", service)));
    return new ServiceModel(
        reading.definition().orElseThrow(() -> new IllegalStateException("" + reading.findings())),
        reading.configuration().orElseThrow(),
        new PackageReference("0".repeat(64), 1));
  }
}
