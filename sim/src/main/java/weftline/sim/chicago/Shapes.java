package weftline.sim.chicago;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weftline.model.Capacity;
import weftline.model.PackageReference;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceConfiguration.RoleConfiguration;
import weftline.model.ServiceModel;
import weftline.model.ServiceModelReader;
import weftline.model.ServiceModelReading;
import weftline.model.SourceText;
import weftline.model.VmSize;

/// Makes service models for recorded requests: a role for each size. Services that want the same
/// share their model, as nobody can tell a million of them apart anyhow.
final class Shapes {
  private static final String NAMESPACE =
      "http://schemas.microsoft.com/ServiceHosting/2008/10/Service";

  private final Map<Set<String>, ServiceModel> definitions = new HashMap<>();
  private final Map<Demand.Request, ServiceModel> models = new HashMap<>();

  ServiceModel model(Demand.Request request) {
    return models.computeIfAbsent(
        request,
        _ ->
            counted(definitions.computeIfAbsent(request.counts().keySet(), Shapes::read), request));
  }

  /// The same with new code.
  static ServiceModel renewed(ServiceModel model) {
    return new ServiceModel(
        model.definition(), model.configuration(), new PackageReference("1".repeat(64), 1));
  }

  static long milliCores(Demand.Request request) {
    return request.counts().entrySet().stream()
        .mapToLong(each -> (long) each.getValue() * capacity(each.getKey()).milliCores())
        .sum();
  }

  private static Capacity capacity(String size) {
    return VmSize.of(size).orElseThrow().capacity();
  }

  private static ServiceModel counted(ServiceModel model, Demand.Request request) {
    ServiceConfiguration old = model.configuration();
    List<RoleConfiguration> roles =
        request.counts().entrySet().stream()
            .map(each ->
                new RoleConfiguration(role(each.getKey()), each.getValue(), Map.of(), Map.of()))
            .toList();
    return model.withConfiguration(
        new ServiceConfiguration(old.serviceName(), old.osFamily(), old.osVersion(), roles));
  }

  private static ServiceModel read(Set<String> sizes) {
    String definition =
        """
        <ServiceDefinition name="recorded" upgradeDomainCount="5" xmlns="%sDefinition">
        %s</ServiceDefinition>
        """
            .formatted(
                NAMESPACE,
                sizes.stream().map(Shapes::roleDefinition).collect(Collectors.joining()));
    String configuration =
        """
        <ServiceConfiguration serviceName="recorded" xmlns="%sConfiguration">
        %s</ServiceConfiguration>
        """
            .formatted(
                NAMESPACE,
                sizes.stream()
                    .map(size ->
                        "<Role name=\"%s\"><Instances count=\"1\" /></Role>".formatted(role(size)))
                    .collect(Collectors.joining()));
    ServiceModelReading reading =
        ServiceModelReader.read(
            new SourceText("recorded.csdef", definition),
            new SourceText("recorded.cscfg", configuration));
    return new ServiceModel(
        reading.definition().orElseThrow(() -> new IllegalStateException("" + reading.findings())),
        reading.configuration().orElseThrow(),
        new PackageReference("0".repeat(64), 1));
  }

  private static String roleDefinition(String size) {
    return """
    <WorkerRole name="%s" vmsize="%s">
      <Runtime><EntryPoint>
        <ProgramEntryPoint commandLine="run" setReadyOnProcessStart="true" />
      </EntryPoint></Runtime>
    </WorkerRole>
    """
        .formatted(role(size), size);
  }

  private static String role(String size) {
    return size.replace("Standard_", "");
  }
}
