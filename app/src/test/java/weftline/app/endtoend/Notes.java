package weftline.app.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A service that costs nothing to run, whose settings the operator changes.
///
/// @param configuration with `%d` for the number of the change
record Notes(Path folder, String configuration) {
  static final String SERVICE = "notes";

  private static final String DEFINITION =
      """
      <ServiceDefinition name="notes"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
        <WorkerRole name="note" vmsize="ExtraSmall">
          <Runtime>
            <EntryPoint>
              <ProgramEntryPoint commandLine="sleep infinity" setReadyOnProcessStart="true" />
            </EntryPoint>
          </Runtime>
          <ConfigurationSettings>
            <Setting name="Change" />
          </ConfigurationSettings>
        </WorkerRole>
      </ServiceDefinition>
      """;

  private static final String CONFIGURATION =
      """
      <ServiceConfiguration serviceName="notes"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
        <Role name="note">
          <Instances count="1" />
          <ConfigurationSettings>
            <Setting name="Change" value="%d" />
          </ConfigurationSettings>
        </Role>
      </ServiceConfiguration>
      """;

  static Notes in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("note"));
    Files.writeString(folder.resolve("note").resolve("about"), "sleeps");
    Files.writeString(folder.resolve("ServiceDefinition.csdef"), DEFINITION);
    Files.writeString(folder.resolve("ServiceConfiguration.cscfg"), CONFIGURATION.formatted(0));
    return new Notes(folder, CONFIGURATION);
  }
}
