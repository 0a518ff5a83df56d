package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import weftline.model.PackageReference;
import weftline.model.ServiceModel;
import weftline.model.ServiceModelReader;
import weftline.model.SourceText;

/// A service of one web role, as a model or as a folder.
final class TestService {
  private static final String DEFINITION =
      """
      <ServiceDefinition name="small"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
        <WebRole name="web" vmsize="ExtraSmall">
          <Runtime>
            <EntryPoint>
              <ProgramEntryPoint commandLine="sleep 600" setReadyOnProcessStart="true" />
            </EntryPoint>
          </Runtime>
          <ConfigurationSettings>
            <Setting name="Greeting" />
          </ConfigurationSettings>
        </WebRole>
      </ServiceDefinition>
      """;

  private static final String CONFIGURATION =
      """
      <ServiceConfiguration serviceName="small"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
        <Role name="web">
          <Instances count="2" />
          <ConfigurationSettings>
            <Setting name="Greeting" value="Hello" />
          </ConfigurationSettings>
        </Role>
      </ServiceConfiguration>
      """;

  private TestService() {}

  static ServiceModel model() {
    return withSetting("Hello");
  }

  /// With one instance, so that one fault domain will do.
  static ServiceModel withSetting(String value) {
    String configuration =
        CONFIGURATION
            .replace("\"Hello\"", "\"" + value + "\"")
            .replace("count=\"2\"", "count=\"1\"");
    var reading =
        ServiceModelReader.read(
            new SourceText("small.csdef", DEFINITION),
            new SourceText("small.cscfg", configuration));
    return new ServiceModel(
        reading.definition().orElseThrow(),
        reading.configuration().orElseThrow(),
        new PackageReference("0".repeat(64), 1));
  }

  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("web"));
    Files.writeString(folder.resolve("web").resolve("page.txt"), "hello");
    Files.writeString(folder.resolve("ServiceDefinition.csdef"), DEFINITION);
    greeting(folder, "Hello");
    return folder;
  }

  /// Changes the configuration in the folder.
  static void greeting(Path folder, String value) throws IOException {
    Files.writeString(
        folder.resolve("ServiceConfiguration.cscfg"),
        CONFIGURATION.replace("\"Hello\"", "\"" + value + "\""));
  }
}
