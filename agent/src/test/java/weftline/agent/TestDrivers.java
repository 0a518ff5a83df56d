package weftline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import weftline.model.InstanceGoal;
import weftline.model.RoleDefinition;
import weftline.model.RoleDefinition.RoleRuntime;

/// Process drivers with short times, whose packages hold what a test wants.
final class TestDrivers {
  private static final Duration STOP_GRACE = Duration.ofSeconds(20);
  private static final Duration END_GRACE = Duration.ofSeconds(5);
  private static final Duration QUOTA_INTERVAL = Duration.ofMillis(20);
  private static final int NOBODY = 65_534;

  private TestDrivers() {}

  static ProcessDriver open(Path folder, LogOutbox logs) throws IOException {
    return open(folder, logs, TestDrivers::extract);
  }

  static ProcessDriver open(Path folder, LogOutbox logs, ImageStore.RoleExtractor extractor)
      throws IOException {
    var settings =
        new ProcessDriverSettings(
            folder.resolve("instances"),
            Path.of(System.getProperty("java.home")),
            Map.of("PATH", System.getenv("PATH"), "SECRET_OF_THE_AGENT", "hidden"),
            STOP_GRACE,
            END_GRACE,
            QUOTA_INTERVAL,
            true,
            NOBODY);
    Path empty = folder.resolve("images/packages/" + "0".repeat(64) + ".cspkg");
    var images = ImageStore.open(folder.resolve("images"), (_, _) -> {}, extractor);
    Files.write(empty, new byte[0]);
    return ProcessDriver.open(
        settings, images, logs, InstantSource.system(), Thread.ofPlatform().daemon().factory());
  }

  static InstanceGoal withoutProgram(InstanceGoal goal, RoleDefinition role) {
    var empty =
        new RoleDefinition(
            role.name(),
            role.kind(),
            role.vmSize(),
            role.sites(),
            role.inputEndpoints(),
            role.internalEndpoints(),
            role.instanceInputEndpoints(),
            role.settings(),
            role.localStorage(),
            role.certificates(),
            role.imports(),
            role.startupTasks(),
            RoleRuntime.NONE,
            role.contents());
    return new InstanceGoal(
        goal.id(),
        goal.service(),
        goal.attempt(),
        goal.wanted(),
        goal.image(),
        empty,
        goal.settings(),
        goal.faultDomain(),
        goal.updateDomain(),
        goal.endpoints(),
        goal.peers());
  }

  private static void extract(Path packageFile, String role, Path target) throws IOException {
    Files.createDirectories(target.resolve("approot"));
    Files.writeString(target.resolve("approot/hello.txt"), "hello from the image\n");
  }
}
