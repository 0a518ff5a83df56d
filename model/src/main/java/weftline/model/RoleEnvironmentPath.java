package weftline.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The value an environment variable takes from the role environment (csdef
/// `RoleInstanceValue/@xpath`): the shapes of XPath that service definitions use, no more.
public sealed interface RoleEnvironmentPath {

  /// What an instance knows of itself beyond its goal.
  ///
  /// @param emulated whether this is a development fabric
  /// @param folders the path of each local storage, by name
  record Surroundings(boolean emulated, Map<String, String> folders) {
    public Surroundings {
      folders = Map.copyOf(folders);
    }
  }

  /// `/RoleEnvironment/Deployment/@id`, `@emulated`.
  record OfDeployment(String attribute) implements RoleEnvironmentPath {}

  /// `/RoleEnvironment/CurrentInstance/@id` and its like.
  record OfInstance(String attribute) implements RoleEnvironmentPath {}

  /// `…/Endpoints/Endpoint[@name='X']/@port`, `@address`, `@protocol`.
  record OfEndpoint(String name, String attribute) implements RoleEnvironmentPath {}

  /// `…/LocalResources/LocalResource[@name='X']/@path`, `@sizeInMB`.
  record OfLocalResource(String name, String attribute) implements RoleEnvironmentPath {}

  /// `…/ConfigurationSettings/ConfigurationSetting[@name='X']/@value`.
  record OfSetting(String name) implements RoleEnvironmentPath {}

  /// Nothing if the text is of none of the shapes.
  static Optional<RoleEnvironmentPath> parse(String xpath) {
    return Shape.ALL.stream().flatMap(shape -> shape.match(xpath.strip()).stream()).findFirst();
  }

  /// The value for one instance; nothing if the instance has no such thing.
  default Optional<String> valueFor(InstanceGoal goal, Surroundings surroundings) {
    return switch (this) {
      case OfDeployment(var attribute) ->
          Optional.of(
              attribute.equals("id")
                  ? goal.id().deployment().value()
                  : Boolean.toString(surroundings.emulated()));
      case OfInstance(var attribute) -> Optional.of(instanceValue(goal, attribute));
      case OfEndpoint(var name, var attribute) ->
          goal.endpoints().stream()
              .filter(each -> each.name().equals(name))
              .findFirst()
              .map(each -> endpointValue(each, attribute));
      case OfLocalResource(var name, var attribute) ->
          attribute.equals("path")
              ? Optional.ofNullable(surroundings.folders().get(name))
              : goal.role().localStorage().stream()
                  .filter(each -> each.name().equals(name))
                  .findFirst()
                  .map(each -> Integer.toString(each.sizeMegabytes()));
      case OfSetting(var name) -> Optional.ofNullable(goal.settings().get(name));
    };
  }

  private static String instanceValue(InstanceGoal goal, String attribute) {
    return switch (attribute) {
      case "id" -> goal.id().name();
      case "roleName" -> goal.id().role();
      case "faultDomain" -> Integer.toString(goal.faultDomain());
      default -> Integer.toString(goal.updateDomain());
    };
  }

  private static String endpointValue(InstanceGoal.EndpointAddress endpoint, String attribute) {
    return switch (attribute) {
      case "port" -> Integer.toString(endpoint.port());
      case "address" -> endpoint.address();
      default -> endpoint.protocol();
    };
  }

  /// One shape of path and what is made of it.
  record Shape(Pattern pattern, Maker maker) {
    private static final String INSTANCE = "/RoleEnvironment/CurrentInstance/";
    private static final String NAMED = "\\[\\s*@name\\s*=\\s*[\"']([^\"']+)[\"']\\s*\\]/";

    private static final List<Shape> ALL =
        List.of(
            shape(
                "/RoleEnvironment/Deployment/@(id|emulated)",
                found -> new OfDeployment(found.group(1))),
            shape(
                INSTANCE + "@(id|roleName|faultDomain|updateDomain)",
                found -> new OfInstance(found.group(1))),
            shape(
                INSTANCE + "Endpoints/Endpoint" + NAMED + "@(port|address|protocol)",
                found -> new OfEndpoint(found.group(1), found.group(2))),
            shape(
                INSTANCE + "LocalResources/LocalResource" + NAMED + "@(path|sizeInMB)",
                found -> new OfLocalResource(found.group(1), found.group(2))),
            shape(
                INSTANCE + "ConfigurationSettings/ConfigurationSetting" + NAMED + "@value",
                found -> new OfSetting(found.group(1))));

    private static Shape shape(String pattern, Maker maker) {
      return new Shape(Pattern.compile(pattern), maker);
    }

    private Optional<RoleEnvironmentPath> match(String xpath) {
      Matcher matcher = pattern.matcher(xpath);
      return matcher.matches() ? Optional.of(maker.make(matcher)) : Optional.empty();
    }
  }

  /// Makes a path from what a shape found.
  interface Maker {
    RoleEnvironmentPath make(Matcher found);
  }
}
