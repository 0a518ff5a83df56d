package weftline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weftline.model.Finding;
import weftline.model.PackageWriter;
import weftline.model.ServiceModelReader;
import weftline.model.ServiceModelReading;
import weftline.model.ServicePolicy;
import weftline.model.ServicePolicyReader;
import weftline.model.SourceText;

/// A folder that holds a service: its definition, its configurations, and its roles' files.
record ServiceFolder(Path directory) {
  private static final String CONFIGURATION = "ServiceConfiguration";
  private static final String SUFFIX = ".cscfg";

  static ServiceFolder at(Path directory) throws CommandFailure {
    if (!Files.isRegularFile(directory.resolve(PackageWriter.DEFINITION_FILE))) {
      throw CommandFailure.usage(
          "%s holds no %s".formatted(directory, PackageWriter.DEFINITION_FILE),
          "name the folder of a service, or make one with 'wfl new web NAME'");
    }
    return new ServiceFolder(directory);
  }

  SourceText definition() throws IOException {
    return SourceText.read(directory.resolve(PackageWriter.DEFINITION_FILE));
  }

  ServiceModelReading read(String wanted) throws IOException, CommandFailure {
    ServiceModelReading reading =
        ServiceModelReader.read(definition(), configuration(directory, wanted));
    return new ServiceModelReading(
        reading.definition(),
        reading.configuration(),
        Stream.concat(reading.findings().stream(), policyFindings(reading).stream()).toList());
  }

  /// What there is to say about the `weftline.xml`, if there is one.
  private List<Finding> policyFindings(ServiceModelReading reading) throws IOException {
    Path file = directory.resolve(ServicePolicy.FILE);
    return reading.definition().isPresent() && Files.isRegularFile(file)
        ? ServicePolicyReader.read(SourceText.read(file), reading.definition().get()).findings()
        : List.of();
  }

  /// The configuration that a person means: a file, or the middle word of
  /// `ServiceConfiguration.Cloud.cscfg`; with nothing said the one without a middle word, else
  /// `Local`, else the only one.
  static SourceText configuration(Path folder, String wanted) throws IOException, CommandFailure {
    if (wanted.endsWith(SUFFIX)) {
      Path file = Path.of(wanted);
      return existing(Files.exists(file) ? file : folder.resolve(wanted));
    }
    if (!wanted.isEmpty()) {
      return existing(folder.resolve(CONFIGURATION + "." + wanted + SUFFIX));
    }
    List<Path> all = configurations(folder);
    for (String name : List.of(CONFIGURATION + SUFFIX, CONFIGURATION + ".Local" + SUFFIX)) {
      Path file = folder.resolve(name);
      if (all.contains(file)) {
        return SourceText.read(file);
      }
    }
    if (all.size() == 1) {
      return SourceText.read(all.getFirst());
    }
    throw CommandFailure.usage(
        all.isEmpty()
            ? "%s holds no %s%s".formatted(folder, CONFIGURATION, SUFFIX)
            : "%s holds several configurations".formatted(folder),
        all.isEmpty()
            ? "write one, or name it with --configuration FILE"
            : "choose with --configuration: "
                + all.stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .collect(Collectors.joining(", ")));
  }

  private static List<Path> configurations(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  private static SourceText existing(Path file) throws IOException, CommandFailure {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.usage("there is no file " + file, "correct --configuration");
    }
    return SourceText.read(file);
  }

  /// Prints what there is to say; fails if there is an error.
  static void check(ServiceModelReading reading, Terminal terminal) throws CommandFailure {
    List<Finding> findings = reading.findings();
    findings.forEach(finding -> print(finding, terminal));
    long errors = findings.stream().filter(Finding::isError).count();
    if (errors > 0) {
      throw CommandFailure.failed(
          errors == 1 ? "1 error in the service model" : errors + " errors in the service model",
          "each line above says where it is and how to cure it");
    }
  }

  private static void print(Finding finding, Terminal terminal) {
    List<String> lines = finding.toString().lines().toList();
    String first = lines.getFirst();
    terminal.err().println(finding.isError() ? terminal.red(first) : terminal.yellow(first));
    lines.stream().skip(1).forEach(line -> terminal.err().println(line));
  }
}
