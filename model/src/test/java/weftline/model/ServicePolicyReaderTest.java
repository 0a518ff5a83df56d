package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.model.ServicePolicy.Relation;
import weftline.model.ServicePolicy.RoleGroup;
import weftline.model.ServicePolicy.RolePolicy;

/// What a `weftline.xml` may say, and what is said about one that is wrong.
class ServicePolicyReaderTest {
  private static final ServiceDefinition DEFINITION =
      ServiceModelReader.readDefinition(
              new SourceText(
                  "ServiceDefinition.csdef",
                  """
                  <ServiceDefinition name="shop" xmlns="%s">
                    <WorkerRole name="web" vmsize="Small"/>
                    <WorkerRole name="cache" vmsize="Small"/>
                    <WorkerRole name="batch" vmsize="Small"/>
                  </ServiceDefinition>
                  """
                      .formatted(Schemas.DEFINITION_NAMESPACE)))
          .definition()
          .orElseThrow();

  @Test
  void readsScaleRules() {
    ServicePolicy policy =
        read("""
        <Scale role="web" min="2" max="10" above="1500" below="200" coolDown="60"/>
        <Scale role="batch" min="1" max="2" above="5"/>
        """)
            .policy()
            .orElseThrow();

    assertThat(policy.scales())
        .containsExactly(
            new ScaleRule("web", 2, 10, 1_500, 200, 60), new ScaleRule("batch", 1, 2, 5, 0, 300));
  }

  @Test
  void readsWhatAScaleRuleGoesBy() {
    String rules =
        """
        <Scale role='web' min='1' max='2' above='80' metric='cpu'/>
        <Scale role='batch' min='1' max='2' above='5' metric='connections'/>
        """;

    List<ScaleRule> scales = read(rules).policy().orElseThrow().scales();

    assertThat(scales.getFirst().goesBy(ScaleRule.Metric.CPU)).isTrue();
    assertThat(scales.getFirst().goesBy(ScaleRule.Metric.CONNECTIONS)).isFalse();
    assertThat(scales.getLast().goesBy(ScaleRule.Metric.CONNECTIONS)).isTrue();
  }

  @Test
  void aScaleRuleMayGoByANumberOfTheRolesOwn() {
    ScaleRule rule =
        read("<Scale role='web' min='1' max='2' above='5' metric='role:orders-waiting'/>")
            .policy()
            .orElseThrow()
            .scales()
            .getFirst();

    assertThat(rule.goesBy(ScaleRule.Metric.own("orders-waiting"))).isTrue();
    assertThat(rule.goesBy(ScaleRule.Metric.own("orders"))).isFalse();
    assertThat(rule.goesBy(ScaleRule.Metric.CPU)).isFalse();
    assertThat(rule.measures().number()).contains("orders-waiting");
    assertThat(ScaleRule.Metric.CPU.number()).isEmpty();
  }

  @Test
  void aScaleRuleMayGoByTheLengthOfAQueue() {
    ScaleRule rule =
        read("<Scale role='web' min='1' max='2' above='5' metric='queue:orders-1'/>")
            .policy()
            .orElseThrow()
            .scales()
            .getFirst();

    assertThat(rule.measures()).isEqualTo(ScaleRule.Metric.ofQueue("orders-1"));
    assertThat(rule.measures().queue()).contains("orders-1");
    assertThat(rule.measures().number()).isEmpty();
    assertThat(ScaleRule.Metric.own("orders-1").queue()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "CPU",
        "role:",
        "role:Orders",
        "role:a b",
        "role:-a",
        "queue:ab",
        "queue:a--b"
      })
  void refusesMetricsThatThereAreNot(String metric) {
    ServicePolicyReader.Reading reading =
        read("<Scale role='web' min='1' max='2' above='5' metric='%s'/>".formatted(metric));

    assertThat(reading.findings())
        .extracting(Finding::message)
        .containsExactly("there is no metric '%s'".formatted(metric));
  }

  @Test
  void aNameOfANumberHasALimit() {
    String longest = "a".repeat(32);

    assertThat(ScaleRule.Metric.own(longest).number()).contains(longest);
    assertThatThrownBy(() -> ScaleRule.Metric.own(longest + "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no metric role:aa");
  }

  @Test
  void refusesScaleRulesThatContradictThemselves() {
    assertThat(read("<Scale role='web' min='3' max='2' above='5'/>").hasErrors()).isTrue();
    assertThat(read("<Scale role='web' min='1' max='2' above='5' below='5'/>").hasErrors())
        .isTrue();
    assertThat(read("<Scale role='none' min='1' max='2' above='5'/>").hasErrors()).isTrue();
  }

  @Test
  void aRuleWantsOneMoreOrOneFewerWithinItsLimits() {
    ScaleRule rule = new ScaleRule("web", 2, 4, 1_500, 200, 0);

    assertThat(rule.wanted(2, 3_000)).isEqualTo(2);
    assertThat(rule.wanted(2, 3_001)).isEqualTo(3);
    assertThat(rule.wanted(4, 99_000)).isEqualTo(4);
    assertThat(rule.wanted(3, 599)).isEqualTo(2);
    assertThat(rule.wanted(2, 0)).isEqualTo(2);
    assertThat(rule.wanted(9, 9_000)).isEqualTo(4);
  }

  @Test
  void readsWishesAndGroups() {
    ServicePolicy policy =
        read("""
        <Role name="web" os="linux" exclusiveCores="true" maxPerNode="2">
          <Feature name="ssd"/><Feature name="gpu"/>
        </Role>
        <Together><Member role="web"/><Member role="cache"/></Together>
        <Apart><Member role="web"/><Member role="batch"/></Apart>
        <Near within="rack"><Member role="web"/></Near>
        <Near within="container"><Member role="web"/><Member role="batch"/></Near>
        """)
            .policy()
            .orElseThrow();

    assertThat(policy.roles())
        .containsExactly(
            new RolePolicy("web", Optional.of("linux"), List.of("ssd", "gpu"), true, 2));
    assertThat(policy.groups())
        .containsExactly(
            new RoleGroup(Relation.TOGETHER, List.of("web", "cache")),
            new RoleGroup(Relation.APART, List.of("web", "batch")),
            new RoleGroup(Relation.RACK, List.of("web")),
            new RoleGroup(Relation.CONTAINER, List.of("web", "batch")));
  }

  @Test
  void answersForEveryRole() {
    ServicePolicy policy =
        new ServicePolicy(
            List.of(new RolePolicy("web", Optional.empty(), List.of(), false, 1)),
            List.of(
                new RoleGroup(Relation.APART, List.of("web", "batch")),
                new RoleGroup(Relation.CONTAINER, List.of("web"))));

    assertThat(policy.role("web").maxPerNode()).isEqualTo(1);
    assertThat(policy.role("cache")).isEqualTo(RolePolicy.none("cache"));
    assertThat(policy.others(Relation.APART, "batch")).containsExactly("web");
    assertThat(policy.others(Relation.APART, "cache")).isEmpty();
    assertThat(policy.near(Relation.CONTAINER, "web")).containsExactly("web");
    assertThat(policy.near(Relation.RACK, "web")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Role name='wob'/>|there is no role 'wob'",
        "<Role name='web'/><Role name='web'/>|stands here twice",
        "<Role name='web' maxPerNode='0'/>|maxPerNode=\"0\" on 'Role' is not allowed",
        "<Role name='web' colour='red'/>|attribute 'colour' is not known",
        "<Together><Member role='web'/></Together>|names 1 roles",
        "<Near within='row'><Member role='web'/></Near>|within=\"row\" on 'Near' is not allowed",
        "<Near within='rack'/>|names 0 roles",
        "<Together><Member role='web'/><Member role='cache'/></Together>"
            + "<Together><Member role='web'/><Member role='batch'/></Together>"
            + "|two groups that are together",
        "<Together><Member role='web'/><Member role='cache'/></Together>"
            + "<Apart><Member role='web'/><Member role='cache'/></Apart>|together and apart",
        "<Role|not well-formed"
      })
  void saysWhatIsWrong(String inner, String message) {
    ServicePolicyReader.Reading reading = read(inner);

    assertThat(reading.hasErrors()).isTrue();
    assertThat(reading.policy()).isEmpty();
    assertThat(reading.findings()).anyMatch(finding -> finding.message().contains(message));
  }

  private static ServicePolicyReader.Reading read(String inner) {
    String text =
        "<Weftline xmlns=\"%s\">%n%s%n</Weftline>".formatted(ServicePolicyReader.NAMESPACE, inner);
    return ServicePolicyReader.read(new SourceText(ServicePolicy.FILE, text), DEFINITION);
  }
}
