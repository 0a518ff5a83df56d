package weftline.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.controller.Controller;
import weftline.controller.Packages;
import weftline.core.Command;
import weftline.core.Deployment;
import weftline.model.ServiceModel;
import weftline.model.Slot;

/// Brings a service folder to production of the development fabric, unless it is there already.
final class DevDeployment {
  private static final String BY = "wfl dev";
  private static final String FIRST_LABEL = "v1";

  private final Controller controller;
  private final Packages packages;
  private final Path spool;

  DevDeployment(Controller controller, Packages packages, Path spool) {
    this.controller = controller;
    this.packages = packages;
    this.spool = spool;
  }

  /// What became of it.
  sealed interface Outcome {
    /// A new deployment was accepted.
    record Deployed(ServiceModel model) implements Outcome {}

    /// The same was deployed by an earlier run.
    record Unchanged(ServiceModel model) implements Outcome {}

    /// Something else of this service is in production; it was left alone.
    ///
    /// @param differences in words: `package`, `configuration`
    record Different(ServiceModel model, List<String> differences) implements Outcome {}
  }

  /// @throws IOException saying what is wrong with the folder, or why the fabric refuses it
  Outcome bring(ServiceFolder folder) throws IOException {
    Files.createDirectories(spool);
    Path file = Files.createTempFile(spool, "service", ".cspkg");
    try {
      ServiceModel model = folder.pack(file);
      Optional<Deployment> present = controller.state().deployment(model.name(), Slot.PRODUCTION);
      if (present.isPresent()) {
        return compare(model, present.get().current().model());
      }
      try (InputStream content = Files.newInputStream(file)) {
        packages.put(model.image().sha256(), content);
      }
      deploy(model);
      return new Outcome.Deployed(model);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void deploy(ServiceModel model) throws IOException {
    LocalCall.requireAccepted(() ->
        controller.ask(
            at -> new Command.Deploy(at, BY, model.name(), Slot.PRODUCTION, FIRST_LABEL, model)));
  }

  private static Outcome compare(ServiceModel model, ServiceModel present) {
    List<String> differences = new ArrayList<>();
    if (!model.image().equals(present.image())) {
      differences.add("package");
    }
    if (!model.configuration().equals(present.configuration())) {
      differences.add("configuration");
    }
    return differences.isEmpty()
        ? new Outcome.Unchanged(model)
        : new Outcome.Different(model, differences);
  }
}
