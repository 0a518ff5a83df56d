package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each rule of a definition, broken once.
class DefinitionRulesTest {
  private static final String OPENING =
      "<ServiceDefinition name=\"shop\""
          + " xmlns=\"http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition\">";
  private static final String PROGRAM =
      "<EntryPoint><ProgramEntryPoint commandLine=\"run\" setReadyOnProcessStart=\"true\" />"
          + "</EntryPoint>";
  private static final String RUNTIME = "<Runtime>" + PROGRAM + "</Runtime>";

  @Test
  void aSmallDefinitionIsInOrder() {
    assertThat(messages(role("a", ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // what stands in the role | what is said of it
        "<Endpoints><InputEndpoint name='a' protocol='http' port='80' />"
            + "<InternalEndpoint name='a' protocol='tcp' /></Endpoints>"
            + "|endpoint 'a' is there twice",
        "<ConfigurationSettings><Setting name='a' /><Setting name='a' /></ConfigurationSettings>"
            + "|setting 'a' is there twice",
        "<LocalResources><LocalStorage name='a' /><LocalStorage name='a' /></LocalResources>"
            + "|local storage 'a' is there twice",
        "<Certificates><Certificate name='a' storeName='My' />"
            + "<Certificate name='a' storeName='My' /></Certificates>"
            + "|certificate 'a' is there twice",
        "<Endpoints><InputEndpoint name='a' protocol='https' port='443' certificate='c' />"
            + "</Endpoints>"
            + "|certificate 'c' is not declared",
        "<Endpoints><InputEndpoint name='a' protocol='http' port='80' loadBalancerProbe='p' />"
            + "</Endpoints>"
            + "|there is no probe 'p'",
        "<Endpoints><InputEndpoint name='a' protocol='http' port='80' localPort='81' />"
            + "<InternalEndpoint name='b' protocol='tcp' port='81' /></Endpoints>"
            + "|local port 81 (tcp) is taken",
        "<Endpoints><InstanceInputEndpoint name='a' protocol='tcp' localPort='81' /></Endpoints>"
            + "|instance input endpoint 'a' has no port range",
        "<Endpoints><InputEndpoint name='b' protocol='tcp' port='101' />"
            + "<InstanceInputEndpoint name='a' protocol='tcp'><AllocatePublicPortFrom>"
            + "<FixedPortRange min='100' max='102' /></AllocatePublicPortFrom>"
            + "</InstanceInputEndpoint></Endpoints>"
            + "|public port 101 (tcp) is taken",
        "<Contents><Content destination='a' /></Contents>|content 'a' has no SourceDirectory",
        "<Startup><Task commandLine='a'><Environment><Variable name='v' /></Environment></Task>"
            + "</Startup>"
            + "|variable 'v' must have either a value or a RoleInstanceValue",
        "<Startup><Task commandLine='a' taskType='slow' /></Startup>"
            + "|taskType=\"slow\" on 'Task' is not allowed",
        "<Startup><Task /></Startup>|'Task' lacks the attribute 'commandLine'",
        "<Startup><Task commandLine='a' hurry='yes' /></Startup>"
            + "|attribute 'hurry' is not known on 'Task'",
        "<Imports /><Imports />|element 'Imports' stands 2 times in 'WorkerRole'",
        "<Sites />|element 'Sites' is not known inside 'WorkerRole'",
        "<Endpoints><InputEndpoint name='a' protocol='http' port='99999' /></Endpoints>"
            + "|port=\"99999\" on 'InputEndpoint' is not allowed",
      })
  void saysWhatIsWrongWithARole(String part, String message) {
    assertThat(errors(role("a", part.replace('\'', '"')))).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<LoadBalancerProbes><LoadBalancerProbe name='p' protocol='http' /></LoadBalancerProbes>"
            + "|http probe 'p' has no path",
        "<LoadBalancerProbes><LoadBalancerProbe name='p' protocol='tcp' />"
            + "<LoadBalancerProbe name='p' protocol='tcp' /></LoadBalancerProbes>"
            + "|probe 'p' is there twice",
        "<LoadBalancerProbes><LoadBalancerProbe name='p' protocol='tcp' intervalInSeconds='1' />"
            + "</LoadBalancerProbes>"
            + "|intervalInSeconds=\"1\" on 'LoadBalancerProbe' is not allowed",
      })
  void saysWhatIsWrongBesideTheRoles(String part, String message) {
    assertThat(messages(part.replace('\'', '"') + role("a", ""))).containsExactly(message);
  }

  @Test
  void trafficRulesMustNameWhatThereIs() {
    String rules =
        """
        <NetworkTrafficRules><OnlyAllowTrafficTo>
          <Destinations><RoleEndpoint endpointName="none" roleName="a" /></Destinations>
          <WhenSource matches="AnyRule"><FromRole roleName="nobody" /></WhenSource>
        </OnlyAllowTrafficTo></NetworkTrafficRules>
        """;

    assertThat(errors(rules + role("a", "")))
        .containsExactly("role 'a' has no endpoint 'none'", "there is no role 'nobody'");
  }

  @Test
  void namesMustBePlain() {
    assertThat(messages(role("a/../b", "")))
        .containsExactly("'a/../b' cannot be the name of a role");
    assertThat(messages(role("a", "") + role("a", ""))).containsExactly("role 'a' is there twice");
  }

  @Test
  void aServiceHasSoManyRolesAndNoMore() {
    String roles =
        IntStream.rangeClosed(0, DefinitionRules.ROLES_MAX)
            .mapToObj(number -> role("r" + number, ""))
            .collect(Collectors.joining());

    assertThat(messages(roles)).containsExactly("the service has 26 roles");
  }

  @Test
  void aServiceHasSoManyEndpointsOfAKindAndNoMore() {
    String endpoints =
        IntStream.rangeClosed(0, DefinitionRules.ENDPOINTS_MAX)
            .mapToObj("<InternalEndpoint name=\"e%d\" protocol=\"tcp\" />"::formatted)
            .collect(Collectors.joining("", "<Endpoints>", "</Endpoints>"));

    assertThat(messages(role("a", endpoints)))
        .containsExactly("the service has 26 internal endpoints");
  }

  @Test
  void twoDoorsMayLeadToOneListener() {
    String endpoints =
        """
        <Endpoints><InputEndpoint name="all" protocol="tcp" port="80" localPort="80" />
        <InstanceInputEndpoint name="one" protocol="tcp" localPort="80"><AllocatePublicPortFrom>
        <FixedPortRange min="8000" max="8009" /></AllocatePublicPortFrom></InstanceInputEndpoint>
        </Endpoints>
        """;

    assertThat(messages(role("a", endpoints))).isEmpty();
  }

  @Test
  void tcpAndUdpHavePortsOfTheirOwn() {
    String endpoints =
        """
        <Endpoints><InputEndpoint name="a" protocol="tcp" port="53" />
        <InputEndpoint name="b" protocol="udp" port="53" /></Endpoints>
        """;

    assertThat(messages(role("a", endpoints)))
        .containsExactly("UDP endpoint 'b' is accepted but not carried out");
  }

  @Test
  void aWalkOfTopologyChangesIsWarnedOf() {
    assertThat(discovery("UpgradeDomainWalk"))
        .contains("topologyChangeDiscovery 'UpgradeDomainWalk' is accepted but not carried out");
    assertThat(discovery("Blast")).noneMatch(message -> message.contains("topologyChange"));
  }

  @Test
  void theSameCertificateMayBeInTwoStores() {
    String certificates =
        """
        <Certificates><Certificate name="a" storeName="My" />
        <Certificate name="a" storeName="CA" /></Certificates>
        """;

    assertThat(messages(role("a", certificates)))
        .containsExactly("element 'Certificates' is accepted but not carried out");
  }

  @Test
  void aRoleWithoutAProgramIsWarnedOf() {
    ServiceModelReading reading =
        read("<WebRole name=\"a\"><Sites><Site name=\"s\" /></Sites></WebRole>");

    assertThat(reading.hasErrors()).isFalse();
    assertThat(reading.findings())
        .extracting(Finding::message)
        .containsExactly(
            "role 'a' names no program", "element 'Sites' is accepted but not carried out");
  }

  @Test
  void bindingsMustNameAnEndpoint() {
    assertThat(
            messages(
                """
                <WebRole name="a"><Sites><Site name="s"><Bindings>
                <Binding name="b" endpointName="none" /></Bindings></Site></Sites>
                <Runtime>%s</Runtime></WebRole>
                """
                    .formatted(PROGRAM)))
        .contains("role 'a' has no endpoint 'none'");
  }

  private static String role(String name, String part) {
    return "<WorkerRole name=\"%s\">%s%s</WorkerRole>".formatted(name, RUNTIME, part);
  }

  private static List<String> errors(String content) {
    return read(content).findings().stream()
        .filter(Finding::isError)
        .map(Finding::message)
        .toList();
  }

  private static List<String> messages(String content) {
    return read(content).findings().stream().map(Finding::message).toList();
  }

  /// What is said of a definition with this value of `topologyChangeDiscovery`.
  private static List<String> discovery(String value) {
    String opening = OPENING.replace(">", " topologyChangeDiscovery=\"" + value + "\">");
    return read(opening, role("a", "")).findings().stream().map(Finding::message).toList();
  }

  private static ServiceModelReading read(String content) {
    return read(OPENING, content);
  }

  private static ServiceModelReading read(String opening, String content) {
    return ServiceModelReader.readDefinition(
        new SourceText("a.csdef", opening + content + "</ServiceDefinition>"));
  }
}
