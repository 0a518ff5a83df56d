package weftline.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weftline.agent.CommandedSystem;
import weftline.agent.OperatingSystem;
import weftline.agent.OsRelease;
import weftline.model.OsOrder;

/// What an agent is told of the operating system of its machine.
final class OsOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--os-version",
      paramLabel = "VERSION",
      description = "What the machine runs (default: what its os-release says).")
  private Optional<String> version = Optional.empty();

  @Option(
      names = "--os-release",
      paramLabel = "FILE",
      description = "Where that stands (default: /etc/os-release).")
  private Optional<Path> release = Optional.empty();

  @Option(
      names = "--os-upgrade-command",
      paramLabel = "PROGRAM",
      description =
          "Brings the machine to the version it gets as argument, and may let it start again. The"
              + " node takes part in `wfl os upgrade` only with it.")
  private Optional<Path> program = Optional.empty();

  /// @param data the agent's folder
  OperatingSystem of(Path data) {
    version
        .filter(text -> !OsOrder.isVersion(text))
        .ifPresent(text -> {
          throw new ParameterException(
              spec.commandLine(), "'%s' cannot be the version of a system".formatted(text));
        });
    OsRelease file = release.map(OsRelease::new).orElse(OsRelease.STANDARD);
    Supplier<Optional<String>> known = version.isPresent() ? () -> version : file::version;
    return program
        .map(path -> CommandedSystem.by(path, known, data))
        .orElseGet(() -> CommandedSystem.fixed(known));
  }
}
