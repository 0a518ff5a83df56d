package weftline.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import weftline.core.Command;
import weftline.core.UpgradeMode;
import weftline.model.NodeId;
import weftline.model.PackageReference;
import weftline.model.ServiceModel;
import weftline.model.ServiceModelReader;
import weftline.model.ServiceModelReading;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.model.SourceText;

/// People who change their minds: what they ask for next is the dice's choice.
record Tenant(RandomGenerator dice) {
  private static final List<String> SERVICES = List.of("cart", "shop");
  private static final String BY = "tenant";
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
        <Role name="web"><Instances count="WEB" />
          <ConfigurationSettings><Setting name="price" value="PRICE" /></ConfigurationSettings>
        </Role>
        <Role name="worker"><Instances count="WORKER" /></Role>
      </ServiceConfiguration>
      """;

  Function<Instant, Command> change() {
    ServiceName service = new ServiceName(SERVICES.get(dice.nextInt(SERVICES.size())));
    Slot slot = dice.nextInt(3) == 0 ? Slot.STAGING : Slot.PRODUCTION;
    ServiceModel model = model(service.value());
    int instances = 1 + dice.nextInt(4);
    UpgradeMode mode = dice.nextInt(3) == 0 ? UpgradeMode.MANUAL : UpgradeMode.AUTO;
    Optional<String> role = dice.nextInt(3) == 0 ? Optional.of("web") : Optional.empty();
    boolean force = dice.nextBoolean();
    return switch (dice.nextInt(12)) {
      case 0, 1, 2 -> at -> new Command.Deploy(at, BY, service, slot, "", model);
      case 3 -> at -> new Command.Configure(at, BY, service, slot, model.configuration());
      case 4, 5, 6 ->
          at -> new Command.Upgrade(at, BY, service, slot, "", model, mode, role, force);
      case 7 -> at -> new Command.Walk(at, BY, service, slot);
      case 8 -> at -> new Command.Rollback(at, BY, service, slot);
      case 9 -> at -> new Command.Swap(at, BY, service);
      case 10 -> at -> new Command.Scale(at, BY, service, slot, "web", instances);
      default -> at -> new Command.Delete(at, BY, service, slot);
    };
  }

  /// What an operator does now and then.
  Function<Instant, Command> drain(NodeId node) {
    return dice.nextInt(3) == 0
        ? at -> new Command.DrainNode(at, BY, node)
        : at -> new Command.UndrainNode(at, BY, node);
  }

  private ServiceModel model(String service) {
    String size = dice.nextInt(6) == 0 ? "Medium" : "Small";
    String definition = DEFINITION.replace("SERVICE", service).replace("SIZE", size);
    String configuration =
        CONFIGURATION
            .replace("SERVICE", service)
            .replace("WEB", String.valueOf(1 + dice.nextInt(4)))
            .replace("PRICE", String.valueOf(dice.nextInt(3)))
            .replace("WORKER", String.valueOf(1 + dice.nextInt(3)));
    ServiceModelReading reading =
        ServiceModelReader.read(
            new SourceText("story.csdef", definition),
            new SourceText("story.cscfg", configuration));
    String code = "abcd".substring(dice.nextInt(4)).substring(0, 1);
    return new ServiceModel(
        reading.definition().orElseThrow(() -> new IllegalStateException("" + reading.findings())),
        reading.configuration().orElseThrow(),
        new PackageReference(code.repeat(64), 1));
  }
}
