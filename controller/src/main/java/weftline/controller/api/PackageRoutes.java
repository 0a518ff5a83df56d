package weftline.controller.api;

import java.io.IOException;
import java.util.List;
import weftline.controller.Packages;
import weftline.core.Problem;
import weftline.net.Response;
import weftline.net.Route;

/// Packages come in and go out under the hash of their bytes.
final class PackageRoutes {
  private static final String PACKAGE = "/v1/packages/{sha256}";
  private static final String TYPE = "application/octet-stream";

  private final Packages packages;

  PackageRoutes(Packages packages) {
    this.packages = packages;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.guarded("PUT", PACKAGE, this::put), gate.guarded("GET", PACKAGE, this::get));
  }

  private Response put(Call call) throws IOException, AnswerException {
    var sha256 = sha256(call);
    try (var content = call.request().bodyStream()) {
      return Answers.json(201, packages.put(sha256, content));
    }
  }

  private Response get(Call call) throws IOException, AnswerException {
    var sha256 = sha256(call);
    if (packages.find(sha256).isEmpty()) {
      throw new AnswerException(
          new Problem.NotFound("There is no package %s.".formatted(sha256), "Upload it first."));
    }
    var elsewhere = packages.location(sha256);
    if (elsewhere.isPresent()) {
      return Response.of(307).with("Location", elsewhere.get().toString());
    }
    return Response.stream(
        200,
        TYPE,
        out -> {
          try (var content = packages.open(sha256)) {
            content.transferTo(out);
          }
        });
  }

  private static String sha256(Call call) throws AnswerException {
    var text = call.path().text("sha256");
    if (!text.matches("[0-9a-f]{64}")) {
      throw Call.invalid(
          "'%s' is no SHA-256.".formatted(text), "Give 64 hex digits in lower case.");
    }
    return text;
  }
}
