package weftline.agent;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weftline.model.RoleDefinition.Variable;
import weftline.model.RoleEnvironmentPath;

/// The environment variables that a role's programs find. Of this program's own, none gets through
/// but those in [#INHERITED].
final class RoleVariables {
  /// Names the file in which a role may say numbers of its own; see [MetricsFile].
  static final String METRICS_FILE = "WFL_METRICS_FILE";

  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

  private RoleVariables() {}

  static Map<String, String> of(
      ProcessDriverSettings settings,
      InstanceFolder folder,
      RoleEnvironmentDocument document,
      List<Variable> declared)
      throws StartException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : INHERITED) {
      if (settings.inherited().containsKey(name)) {
        variables.put(name, settings.inherited().get(name));
      }
    }
    Path java = settings.javaHome();
    variables.put("JAVA_HOME", java.toString());
    variables.put(
        "PATH", java.resolve("bin") + ":" + variables.getOrDefault("PATH", "/usr/bin:/bin"));
    variables.put("RoleRoot", folder.work().toString());
    variables.put("RoleName", document.goal().id().role());
    variables.put("RoleInstanceID", document.goal().id().name());
    variables.put("RoleDeploymentID", document.goal().id().deployment().value());
    variables.put("WaRuntimeEndpoint", folder.runtime().resolve("version").toString());
    variables.put(METRICS_FILE, folder.metrics().toString());
    for (Variable variable : declared) {
      variables.put(variable.name(), value(variable, document));
    }
    return variables;
  }

  private static String value(Variable variable, RoleEnvironmentDocument document)
      throws StartException {
    if (variable.xpath().isEmpty()) {
      return variable.value().orElse("");
    }
    String xpath = variable.xpath().get();
    return RoleEnvironmentPath.parse(xpath)
        .flatMap(path -> path.valueFor(document.goal(), document.surroundings()))
        .orElseThrow(() ->
            new StartException(
                "the variable %s finds nothing at %s; see RoleInstanceValue in its definition"
                    .formatted(variable.name(), xpath)));
  }
}
