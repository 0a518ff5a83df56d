package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceModelReaderTest {
  @Test
  void readsAWholeModel() {
    ServiceModelReading reading = Samples.read(Samples.DEFINITION, Samples.CONFIGURATION);

    assertThat(reading.findings()).isEmpty();
    ServiceDefinition definition = reading.definition().orElseThrow();
    assertThat(definition.name()).isEqualTo("shop");
    assertThat(definition.upgradeDomainCount()).isEqualTo(3);
    assertThat(definition.probes())
        .containsExactly(
            new LoadBalancerProbe(
                "health",
                "http",
                Optional.of("/health"),
                Optional.empty(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(31)));
    assertThat(definition.roles())
        .extracting(RoleDefinition::name)
        .containsExactly("web", "worker");
  }

  @Test
  void readsEveryPartOfARole() {
    ServiceDefinition definition = Samples.definition();

    RoleDefinition web = definition.role("web").orElseThrow();
    assertThat(web.kind()).isEqualTo(RoleDefinition.Kind.WEB);
    assertThat(web.vmSize()).isEqualTo("ExtraSmall");
    assertThat(web.settings()).containsExactly("Price");
    assertThat(web.internalEndpoints().getFirst().ports()).contains(new PortRange(9000, 9009));
    assertThat(web.runtime().environment())
        .extracting(RoleDefinition.Variable::name)
        .containsExactly("PORT", "COLOUR");
    assertThat(web.runtime().entryPoint())
        .contains(new RoleDefinition.ProgramEntryPoint("java Web.java", false));
    RoleDefinition worker = definition.role("worker").orElseThrow();
    assertThat(worker.vmSize()).isEqualTo("Small");
    assertThat(worker.localStorage())
        .containsExactly(new RoleDefinition.LocalStorage("scratch", 10, false));
    assertThat(worker.startupTasks())
        .containsExactly(
            new RoleDefinition.StartupTask(
                "prepare.sh", true, RoleDefinition.TaskType.BACKGROUND, List.of()));
    assertThat(worker.contents()).containsExactly(new RoleDefinition.Content("lib", "shared\\lib"));
  }

  @Test
  void readsTheConfiguration() {
    ServiceConfiguration configuration =
        Samples.read(Samples.DEFINITION, Samples.CONFIGURATION).configuration().orElseThrow();

    assertThat(configuration.osFamily()).isEqualTo(4);
    assertThat(configuration.role("web").orElseThrow().settings()).isEqualTo(Map.of("Price", "12"));
    assertThat(configuration.role("worker").orElseThrow().instances()).isEqualTo(3);
  }

  @Test
  void readsOldForms() {
    String old =
        Samples.DEFINITION
            .replace("<Endpoints>", "<InputEndpoints>")
            .replace("</Endpoints>", "</InputEndpoints>")
            .replaceAll("(?s)<InternalEndpoint.*</InternalEndpoint>", "")
            .replace("<LocalResources>", "")
            .replace("</LocalResources>", "");

    ServiceModelReading reading = Samples.read(old, Samples.CONFIGURATION);

    assertThat(reading.hasErrors()).isFalse();
    ServiceDefinition definition = reading.definition().orElseThrow();
    assertThat(definition.role("web").orElseThrow().inputEndpoints()).hasSize(1);
    assertThat(definition.role("worker").orElseThrow().localStorage()).hasSize(1);
  }

  @Test
  void saysWhereWhyAndHow() {
    Finding finding = only(Samples.DEFINITION.replace("vmsize=\"ExtraSmall\"", "vmsize=\"Tiny\""));

    assertThat(finding.line()).isEqualTo(7);
    assertThat(finding.column()).isEqualTo(23);
    assertThat(finding)
        .hasToString(
            """
            shop.csdef:7:23: error: vmsize "Tiny" of role 'web' is not known
                why:  %s
                cure: %s\
            """
                .formatted(finding.why(), finding.cure()));
    assertThat(finding.cure()).contains("ExtraSmall, Small, Medium");
  }

  @Test
  void findsEverythingAtOnce() {
    ServiceModelReading reading =
        Samples.read(
            Samples.DEFINITION
                .replace("port=\"80\"", "port=\"eighty\"")
                .replace("<Setting name=\"Price\" />", "<Setting name=\"Cost\" /><Seting />")
                .replace("loadBalancerProbe=\"health\"", "loadBalancerProbe=\"helth\""),
            Samples.CONFIGURATION
                .replace("serviceName=\"shop\"", "serviceName=\"shopp\"")
                .replace("name=\"worker\"", "name=\"wroker\"")
                .replace("count=\"2\"", "count=\"0\""));

    assertThat(reading.findings().stream().map(Finding::message))
        .containsExactlyInAnyOrder(
            "port=\"eighty\" on 'InputEndpoint' is not allowed",
            "element 'Seting' is not known inside 'ConfigurationSettings'",
            "there is no probe 'helth'",
            "serviceName \"shopp\" is not the definition's name \"shop\"",
            "role 'worker' has no configuration",
            "role 'wroker' is not in the definition",
            "role 'web' has 0 instances",
            "role 'web' gives no value to setting 'Cost'",
            "setting 'Price' is not declared for role 'web'");
  }

  @Test
  void aPortIsTakenOnce() {
    Finding finding =
        only(
            Samples.DEFINITION.replace(
                "<LocalResources>",
                "<Endpoints><InputEndpoint name=\"b\" protocol=\"tcp\" port=\"80\" /></Endpoints>"
                    + "<LocalResources>"));

    assertThat(finding.message()).isEqualTo("public port 80 (tcp) is taken");
  }

  @Test
  void aRangeMustHaveAPort() {
    assertThat(only(Samples.DEFINITION.replace("min=\"9000\"", "min=\"9900\"")).message())
        .isEqualTo("the range begins at 9900, behind its end 9009");
  }

  @Test
  void storageMustFitTheDisk() {
    assertThat(only(Samples.DEFINITION.replace("sizeInMB=\"10\"", "sizeInMB=\"999999\"")).message())
        .isEqualTo("role 'worker' wants 999,999 MB of local storage");
  }

  @Test
  void anUnknownPathIsNamed() {
    assertThat(only(Samples.DEFINITION.replace("/@port", "/@colour")).message())
        .startsWith("xpath \"/RoleEnvironment");
  }

  @Test
  void settingsOfAnImportedPluginAreAllowed() {
    String configuration =
        Samples.CONFIGURATION.replace(
            "<Setting name=\"Price\"",
            "<Setting name=\"Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString\""
                + " value=\"UseDevelopmentStorage=true\" /><Setting name=\"Price\"");
    String imports =
        Samples.DEFINITION.replace(
            "<Runtime>", "<Imports><Import moduleName=\"Diagnostics\" /></Imports><Runtime>");

    assertThat(Samples.read(Samples.DEFINITION, configuration).hasErrors()).isTrue();
    ServiceModelReading reading = Samples.read(imports, configuration);
    assertThat(reading.hasErrors()).isFalse();
    assertThat(reading.findings())
        .extracting(Finding::message)
        .contains("Import 'Diagnostics' is accepted but not carried out");
  }

  @Test
  void brokenXmlIsOneFinding() {
    ServiceModelReading reading =
        Samples.read(Samples.DEFINITION.replace("</WebRole>", ""), Samples.CONFIGURATION);

    assertThat(reading.findings()).singleElement().satisfies(this::isAboutWellFormedness);
    assertThat(reading.definition()).isEmpty();
    assertThat(reading.configuration()).isPresent();
  }

  private void isAboutWellFormedness(Finding finding) {
    assertThat(finding.message()).startsWith("this is not well-formed XML");
    assertThat(finding.line()).isGreaterThan(40);
  }

  @Test
  void documentTypesAreRefused() {
    String bomb =
        """
        <!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY file SYSTEM "file:///etc/passwd">]>
        <ServiceDefinition name="&b;&file;"
            xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition" />
        """;

    ServiceModelReading reading = Samples.read(bomb, Samples.CONFIGURATION);

    assertThat(reading.findings())
        .singleElement()
        .extracting(Finding::message)
        .isEqualTo("a document type (<!DOCTYPE ...>) is not allowed");
  }

  @Test
  void depthIsLimited() {
    String deep = "<a>".repeat(100) + "</a>".repeat(100);

    assertThat(Samples.read(deep, Samples.CONFIGURATION).findings())
        .extracting(Finding::message)
        .anyMatch(message -> message.startsWith("the file is too large"));
  }

  @Test
  void mixedUpFilesAreNamed() {
    String first = Samples.CONFIGURATION;
    String second = Samples.DEFINITION;

    assertThat(Samples.read(first, second).findings())
        .extracting(Finding::message)
        .contains(
            "the root element is 'ServiceConfiguration'",
            "the root element is 'ServiceDefinition'");
  }

  private static Finding only(String definition) {
    List<Finding> findings = Samples.read(definition, Samples.CONFIGURATION).findings();
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }
}
