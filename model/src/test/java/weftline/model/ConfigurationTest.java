package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each rule of a configuration, broken once.
class ConfigurationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // what is replaced | by what | what is said of it
        "<Instances count=\"3\" />||role 'worker' has no 'Instances'",
        "count=\"3\"|count=\"0\"|role 'worker' has 0 instances",
        "count=\"3\"|count=\"-1\"|count=\"-1\" on 'Instances' is not allowed",
        "count=\"3\"|count=\"many\"|count=\"many\" on 'Instances' is not allowed",
        "name=\"worker\"|name=\"web\"|role 'web' is there twice",
        "serviceName=\"shop\"|serviceName=\"store\""
            + "|serviceName \"store\" is not the definition's name \"shop\"",
        "<Role name=\"web\">|<Role name=\"web\" colour=\"red\">"
            + "|attribute 'colour' is not known on 'Role'",
        "<Setting name=\"Price\" value=\"12\" />||role 'web' gives no value to setting 'Price'",
      })
  void saysWhatIsWrong(String found, String replacement, String message) {
    String changed = Samples.CONFIGURATION.replace(found, replacement == null ? "" : replacement);

    assertThat(changed).isNotEqualTo(Samples.CONFIGURATION);
    assertThat(messages(changed)).contains(message);
  }

  @Test
  void aSettingIsGivenOnce() {
    String twice =
        Samples.CONFIGURATION.replace(
            "<Setting name=\"Price\" value=\"12\" />",
            "<Setting name=\"Price\" value=\"12\" /><Setting name=\"Price\" value=\"13\" />");

    assertThat(messages(twice)).containsExactly("setting 'Price' is there twice");
  }

  @Test
  void aValueMayBeEmpty() {
    ServiceModelReading reading =
        Samples.read(Samples.DEFINITION, Samples.CONFIGURATION.replace("value=\"12\"", ""));

    assertThat(reading.hasErrors()).isFalse();
    assertThat(reading.configuration().orElseThrow().role("web").orElseThrow().settings())
        .isEqualTo(Map.of("Price", ""));
  }

  @Test
  void whatIsNotCarriedOutIsNamed() {
    String networks =
        """
        <NetworkConfiguration><VirtualNetworkSite name="n" />
          <EndpointAcls><EndpointAcl role="web" endPoint="none" accessControl="c" /></EndpointAcls>
        </NetworkConfiguration><GuestAgentSettings />
        """;
    String changed =
        Samples.CONFIGURATION
            .replace("</ServiceConfiguration>", networks + "</ServiceConfiguration>")
            .replace("<Role name=\"web\">", "<Role name=\"web\" vmName=\"w\">");

    assertThat(messages(changed))
        .containsExactly(
            "attribute 'vmName' is accepted but not carried out",
            "element 'NetworkConfiguration' is accepted but not carried out",
            "role 'web' has no endpoint 'none'",
            "element 'GuestAgentSettings' is accepted but not carried out");
  }

  @Test
  void certificatesNeedAThumbprint() {
    String definition =
        Samples.DEFINITION.replace(
            "<ConfigurationSettings>",
            "<Certificates><Certificate name=\"tls\" /></Certificates><ConfigurationSettings>");
    String configuration =
        Samples.CONFIGURATION.replace(
            "<Instances count=\"2\" />",
            "<Instances count=\"2\" /><Certificates><Certificate name=\"tls\""
                + " thumbprint=\"AB12\" thumbprintAlgorithm=\"sha1\" /></Certificates>");

    assertThat(Samples.read(definition, Samples.CONFIGURATION).findings())
        .extracting(Finding::message)
        .contains("role 'web' gives no thumbprint to certificate 'tls'");
    assertThat(
            Samples.read(definition, configuration)
                .configuration()
                .orElseThrow()
                .role("web")
                .orElseThrow()
                .certificates())
        .isEqualTo(Map.of("tls", "AB12"));
  }

  @Test
  void aModelTakesANewConfiguration() {
    ServiceModelReading reading = Samples.read(Samples.DEFINITION, Samples.CONFIGURATION);
    ServiceModel model =
        new ServiceModel(
            reading.definition().orElseThrow(),
            reading.configuration().orElseThrow(),
            new PackageReference("0".repeat(64), 1));
    ServiceConfiguration other = new ServiceConfiguration("shop", 5, "*", List.of());

    assertThat(model.withConfiguration(other).configuration()).isEqualTo(other);
    assertThat(model.withConfiguration(other).definition()).isEqualTo(model.definition());
    assertThat(model.name()).isEqualTo(new ServiceName("shop"));
  }

  private static List<String> messages(String configuration) {
    return Samples.read(Samples.DEFINITION, configuration).findings().stream()
        .map(Finding::message)
        .toList();
  }
}
