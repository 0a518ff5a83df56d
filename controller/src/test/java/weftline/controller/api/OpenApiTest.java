package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.LogLine;
import weftline.model.ServiceName;
import weftline.net.JsonTree;
import weftline.net.Route;

/// The description of the API is true: it has every route and no other, and answers look as it
/// says.
final class OpenApiTest {
  @TempDir Path folder;

  @Test
  void everyRouteIsDescribedAndNoOther() throws Exception {
    try (var running = RunningApi.in(folder)) {
      var described = new TreeSet<String>();
      var paths = running.json("/openapi.json").at("paths");
      for (var path : paths.names()) {
        for (var method : paths.at(path).names()) {
          if (!method.equals("parameters")) {
            described.add(method.toUpperCase(Locale.ROOT) + " " + path);
          }
        }
      }

      assertThat(running.api.routes())
          .extracting(OpenApiTest::name)
          .containsExactlyInAnyOrderElementsOf(described);
    }
  }

  private static String name(Route route) {
    return route.method() + " " + route.pattern();
  }

  @Test
  void answersLookAsDescribed() throws Exception {
    var accounts = new PlayedAccounts();
    accounts.create("shop");
    try (var running = RunningApi.with(folder, Optional.of(accounts))) {
      running.deploy();
      running.logs.append(List.of(logLine(running)));
      var scaled = running.post(RunningApi.SLOT + "/scale", Map.of("role", "web", "instances", 3));
      var description = new Description(running.json("/openapi.json"));

      description.check("/v1/services", "get", "200", running.json("/v1/services"));
      description.check("/v1/services/{service}", "get", "200", running.json("/v1/services/hello"));
      description.check("/v1/operations", "get", "200", running.json("/v1/operations"));
      description.check(
          "/v1/operations/{operation}", "get", "200", running.json("/v1/operations/op-1"));
      description.check("/v1/nodes", "get", "200", running.json("/v1/nodes"));
      description.check("/v1/containers", "get", "200", running.json("/v1/containers"));
      description.check("/v1/problems", "get", "200", running.json("/v1/problems"));
      description.check("/v1/explain/{service}", "get", "200", running.json("/v1/explain/hello"));
      description.check(
          "/v1/services/{service}/slots/{slot}/scale",
          "post",
          "202",
          JsonTree.parse(scaled.body()));
      for (var line : RunningApi.text(running.get("/v1/events").body()).lines().toList()) {
        description.check("/v1/events", "get", "200", JsonTree.parse(line));
      }
      for (var line : RunningApi.text(running.get("/v1/logs/hello").body()).lines().toList()) {
        description.check("/v1/logs/{service}", "get", "200", JsonTree.parse(line));
      }
      description.check("/v1/storage/accounts", "get", "200", running.json("/v1/storage/accounts"));
      description.check(
          "/v1/storage/accounts/{account}",
          "get",
          "200",
          running.json("/v1/storage/accounts/shop"));
      description.check("Error", JsonTree.parse(running.get("/v1/services/none").body()));
    }
  }

  private static LogLine logLine(RunningApi running) {
    var instance = new InstanceId(new DeploymentId("d1"), "web", 0);
    return new LogLine(
        running.controller.now(), new ServiceName("hello"), instance, LogLine.OUT, "text");
  }

  /// Compares values with the schemas of a description.
  private record Description(JsonTree document) {
    void check(String path, String method, String status, JsonTree value) throws IOException {
      var content =
          document.at("paths").at(path).at(method).at("responses").at(status).at("content");
      var schema = content.at(content.names().getFirst()).at("schema");
      assertThat(differences(schema, value, path)).isEmpty();
    }

    void check(String schema, JsonTree value) {
      assertThat(differences(named(schema), value, schema)).isEmpty();
    }

    private JsonTree named(String schema) {
      return document.at("components").at("schemas").at(schema);
    }

    private List<String> differences(JsonTree schema, JsonTree value, String place) {
      var reference = schema.at("$ref").text();
      if (reference.isPresent()) {
        var name = reference.get().substring(reference.get().lastIndexOf('/') + 1);
        return differences(named(name), value, place);
      }
      List<String> found = new ArrayList<>();
      for (var item : value.items()) {
        found.addAll(differences(schema.at("items"), item, place + "[]"));
      }
      if (schema.at("additionalProperties").isTrue()) {
        return found;
      }
      for (var required : schema.at("required").items()) {
        var name = required.text().orElse("");
        if (value.at(name).missing()) {
          found.add(place + " lacks " + name);
        }
      }
      for (var name : value.names()) {
        var property = schema.at("properties").at(name);
        if (property.missing()) {
          found.add(place + " has " + name + ", which is not described");
        } else {
          found.addAll(differences(property, value.at(name), place + "." + name));
        }
      }
      return found;
    }
  }
}
