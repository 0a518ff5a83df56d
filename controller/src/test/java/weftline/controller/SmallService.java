package weftline.controller;

import weftline.core.Command;
import weftline.core.Decision;
import weftline.model.PackageReference;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceConfiguration.RoleConfiguration;
import weftline.model.ServiceModel;
import weftline.model.ServiceModelReader;
import weftline.model.Slot;
import weftline.model.SourceText;

/// A service of one web role with one instance, for tests that need any.
record SmallService() {
  private static final String DEFINITION =
      """
      <ServiceDefinition name="small"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
        <WebRole name="web" vmsize="ExtraSmall">
          <Runtime>
            <EntryPoint>
              <ProgramEntryPoint commandLine="run" setReadyOnProcessStart="true" />
            </EntryPoint>
          </Runtime>
          <Endpoints>
            <InputEndpoint name="http" protocol="http" port="80" />
          </Endpoints>
        </WebRole>
      </ServiceDefinition>
      """;

  private static final String CONFIGURATION =
      """
      <ServiceConfiguration serviceName="small"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
        <Role name="web">
          <Instances count="1" />
        </Role>
      </ServiceConfiguration>
      """;

  ServiceModel model() {
    var reading =
        ServiceModelReader.read(
            new SourceText("small.csdef", DEFINITION),
            new SourceText("small.cscfg", CONFIGURATION));
    return new ServiceModel(
        reading.definition().orElseThrow(),
        reading.configuration().orElseThrow(),
        new PackageReference("0".repeat(64), 1));
  }

  /// The same with more instances.
  ServiceModel model(int instances) {
    ServiceModel one = model();
    var old = one.configuration();
    var roles =
        old.roles().stream()
            .map(role ->
                new RoleConfiguration(role.name(), instances, role.settings(), role.certificates()))
            .toList();
    return one.withConfiguration(
        new ServiceConfiguration(old.serviceName(), old.osFamily(), old.osVersion(), roles));
  }

  /// To production. The controller must be running.
  void deployTo(Controller controller) throws Outage, InterruptedException {
    ServiceModel model = model();
    Decision decision =
        controller.ask(
            at -> new Command.Deploy(at, "test", model.name(), Slot.PRODUCTION, "v1", model));
    if (decision instanceof Decision.Refused(var problem)) {
      throw new AssertionError(problem.message());
    }
  }
}
