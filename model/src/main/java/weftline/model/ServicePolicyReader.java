package weftline.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weftline.model.ScaleRule.Metric;
import weftline.model.ServicePolicy.Relation;
import weftline.model.ServicePolicy.RoleGroup;
import weftline.model.ServicePolicy.RolePolicy;

/// Reads a `weftline.xml` and checks it against the definition it stands beside.
public final class ServicePolicyReader {
  static final String NAMESPACE = "urn:weftline:service:1";
  private static final int FEATURES_MAX = 32;
  private static final int GROUPS_MAX = 100;
  private static final int COOL_DOWN_SECONDS = 300;

  private static final Schema SCHEMA =
      Schema.parse(
          """
          Weftline > Role Scale Together Apart Near
          Role name! os exclusiveCores:true|false|1|0 maxPerNode:1..10000 > Feature
          Feature name!
          Scale role! min!:1..10000 max!:1..10000 above!:1..1000000 below:0..1000000 coolDown:0..86400 metric
          Together > Member
          Apart > Member
          Near within!:rack|container > Member
          Member role!
          """);

  private static final Map<String, Relation> RELATIONS =
      Map.of("Together", Relation.TOGETHER, "Apart", Relation.APART);

  private final ServiceDefinition definition;
  private final Findings findings = new Findings();

  private ServicePolicyReader(ServiceDefinition definition) {
    this.definition = definition;
  }

  /// What was read, and what there is to say about it.
  ///
  /// @param policy there if nothing is wrong
  public record Reading(Optional<ServicePolicy> policy, List<Finding> findings) {
    public static final Reading NONE = new Reading(Optional.empty(), List.of());

    public Reading {
      findings = List.copyOf(findings);
    }

    public boolean hasErrors() {
      return findings.stream().anyMatch(Finding::isError);
    }
  }

  public static Reading read(SourceText source, ServiceDefinition definition) {
    return new ServicePolicyReader(definition).read(source);
  }

  private Reading read(SourceText source) {
    Optional<XmlElement> tree =
        XmlTreeReader.read(source, NAMESPACE, findings)
            .filter(root -> SCHEMA.check(root, findings))
            .filter(_ -> !findings.hasErrors());
    Optional<ServicePolicy> policy = tree.map(this::policy).filter(_ -> !findings.hasErrors());
    return new Reading(policy, findings.sorted());
  }

  private ServicePolicy policy(XmlElement root) {
    List<RolePolicy> roles = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (XmlElement role : root.children("Role")) {
      checkRole(role, "name");
      if (!named.add(role.text("name"))) {
        findings.error(
            role.position("name"),
            "role '%s' stands here twice".formatted(role.text("name")),
            "one line says all that the role wants",
            "put both into one");
      }
      roles.add(role(role));
    }
    List<RoleGroup> groups = new ArrayList<>();
    root.children().stream()
        .filter(child -> !child.name().equals("Role") && !child.name().equals("Scale"))
        .forEach(child -> groups.add(group(child)));
    limit(root, groups.size(), GROUPS_MAX, "groups");
    checkTogether(root, groups);
    return new ServicePolicy(roles, groups, scales(root));
  }

  private List<ScaleRule> scales(XmlElement root) {
    List<ScaleRule> rules = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (XmlElement element : root.children("Scale")) {
      checkRole(element, "role");
      scale(element, !named.add(element.text("role"))).ifPresent(rules::add);
    }
    return rules;
  }

  /// @param twice whether the role has a rule already
  private Optional<ScaleRule> scale(XmlElement element, boolean twice) {
    int min = element.number("min").orElse(1);
    int max = element.number("max").orElse(1);
    int above = element.number("above").orElse(1);
    int below = element.number("below").orElse(0);
    int coolDown = element.number("coolDown").orElse(COOL_DOWN_SECONDS);
    Optional<Metric> metric = metric(element).filter(found -> !found.equals(Metric.CONNECTIONS));
    if (twice || max < min || below >= above) {
      findings.error(
          element.position(),
          twice ? "a role has two scale rules" : "a scale rule contradicts itself",
          "a role has one rule, with min <= max and below < above",
          "correct it");
      return Optional.empty();
    }
    return Optional.of(
        new ScaleRule(element.text("role"), min, max, above, below, coolDown, metric));
  }

  private Optional<Metric> metric(XmlElement scale) {
    Optional<Metric> metric = scale.attribute("metric").flatMap(Metric::named);
    if (scale.attribute("metric").isPresent() && metric.isEmpty()) {
      findings.error(
          scale.position("metric"),
          "there is no metric '%s'".formatted(scale.text("metric")),
          "a number of the role's own has a name of at most 32 small letters, digits and hyphens",
          "write connections, cpu, role: and that name, or queue: and the name of a queue");
    }
    return metric;
  }

  private RolePolicy role(XmlElement role) {
    List<String> features =
        role.children("Feature").stream().map(feature -> feature.text("name")).toList();
    limit(role, features.size(), FEATURES_MAX, "features");
    return new RolePolicy(
        role.text("name"),
        role.attribute("os"),
        features,
        role.flag("exclusiveCores", false),
        role.number("maxPerNode").orElse(0));
  }

  private RoleGroup group(XmlElement element) {
    Relation relation =
        Optional.ofNullable(RELATIONS.get(element.name()))
            .orElse(element.text("within").equals("rack") ? Relation.RACK : Relation.CONTAINER);
    List<XmlElement> members = element.children("Member");
    members.forEach(member -> checkRole(member, "role"));
    List<String> roles = members.stream().map(member -> member.text("role")).distinct().toList();
    boolean near = relation == Relation.RACK || relation == Relation.CONTAINER;
    if (roles.size() < (near ? 1 : 2)) {
      findings.error(
          element.position(),
          "'%s' names %d roles".formatted(element.name(), roles.size()),
          near ? "nobody is near anything" : "a role alone is neither together nor apart",
          "name the roles with <Member role=\"...\" />");
    }
    return new RoleGroup(relation, roles);
  }

  private void checkRole(XmlElement element, String attribute) {
    if (definition.role(element.text(attribute)).isEmpty()) {
      findings.error(
          element.position(attribute),
          "there is no role '%s'".formatted(element.text(attribute)),
          "the definition has "
              + String.join(", ", definition.roles().stream().map(RoleDefinition::name).toList()),
          "correct the name");
    }
  }

  private void checkTogether(XmlElement root, List<RoleGroup> groups) {
    List<RoleGroup> together =
        groups.stream().filter(group -> group.relation() == Relation.TOGETHER).toList();
    for (RoleGroup group : groups) {
      for (RoleGroup other : together) {
        long shared = group.roles().stream().filter(other.roles()::contains).count();
        boolean again = group.relation() == Relation.TOGETHER && !group.equals(other) && shared > 0;
        boolean contradicts = group.relation() == Relation.APART && shared > 1;
        if (again || contradicts) {
          findings.error(
              root.position(),
              again
                  ? "a role is in two groups that are together"
                  : "roles are both together and apart",
              "no node could be chosen",
              again ? "put all of them into one group" : "take them out of one of the groups");
        }
      }
    }
  }

  private void limit(XmlElement element, int count, int max, String what) {
    if (count > max) {
      findings.error(
          element.position(),
          "%d %s, the most is %d".formatted(count, what, max),
          "a limit keeps placement fast",
          "leave some out");
    }
  }
}
