package weftline.app.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A copy of a sample whose roles trust the fabric's authority.
record Sample(Path folder) {
  private static final String DEFINITION = "ServiceDefinition.csdef";
  private static final String ROLE = "target/role";
  private static final String TRUST = "trust.p12";

  /// @param original where it is built
  static Sample copy(Path original, Path folder, Papers papers) throws IOException {
    copyAll(original.resolve(ROLE), folder.resolve(ROLE));
    papers.saveTrust(folder.resolve(ROLE).resolve(TRUST));
    String trusting =
        "commandLine=\"java -Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s "
            .formatted(TRUST, Papers.TRUST_PASSWORD);
    Files.writeString(
        folder.resolve(DEFINITION),
        Files.readString(original.resolve(DEFINITION)).replace("commandLine=\"java ", trusting));
    return new Sample(folder);
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> found = Files.walk(from)) {
      List<Path> all = found.toList();
      for (Path each : all) {
        Path copy = to.resolve(from.relativize(each));
        if (Files.isDirectory(each)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(each, copy);
        }
      }
    }
  }
}
