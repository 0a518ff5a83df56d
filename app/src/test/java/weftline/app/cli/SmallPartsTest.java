package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SmallPartsTest {
  @TempDir Path folder = Path.of("");

  @Test
  void columnsAreAlignedWhateverTheirColour() {
    Table table = new Table("A", "LONG TITLE", "B");
    table.row("\u001b[31mred\u001b[0m", "x", "y");
    table.row("plain", "✔", "");

    assertThat(table.lines())
        .containsExactly(
            "A      LONG TITLE  B", "\u001b[31mred\u001b[0m    x           y", "plain  ✔");
  }

  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "90s,PT1M30S", "5m,PT5M", "2h,PT2H", "3d,PT72H"})
  void timesAreReadAsPeopleWriteThem(String text, Duration length) {
    assertThat(new Durations().convert(text)).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-5m", "5 m", "1h30m"})
  void otherTimesAreRefused(String text) {
    assertThatThrownBy(() -> new Durations().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("30s, 5m or 2h");
  }

  @ParameterizedTest
  @CsvSource({"PT-1S,0s", "PT59S,59s", "PT61S,1m", "PT2H5M,2h", "PT49H,2d"})
  void agesAreBrief(Duration length, String text) {
    assertThat(Durations.brief(length)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "shop,shop,,",
    "shop/web,shop,web,",
    "shop/web/2,shop,web,web_IN_2",
    "shop/web_IN_2,shop,web,web_IN_2"
  })
  void instancesAreNamedInShort(String text, String service, String role, String instance)
      throws CommandFailure {
    InstancePath path = InstancePath.parse(text);

    assertThat(path.service()).isEqualTo(service);
    assertThat(path.role()).isEqualTo(Optional.ofNullable(role));
    assertThat(path.instance()).isEqualTo(instance == null ? "" : instance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/web", "shop/web/x", "shop/web/1/2"})
  void otherNamesAreRefused(String text) {
    assertThatThrownBy(() -> InstancePath.parse(text)).isInstanceOf(CommandFailure.class);
  }

  @Test
  void aBeginningNamesWhatHasNoRival() throws CommandFailure {
    List<String> all = List.of("shop", "shopping", "store");

    assertThat(Fabric.resolve("service", "shop", all)).isEqualTo("shop");
    assertThat(Fabric.resolve("service", "st", all)).isEqualTo("store");
    assertThatThrownBy(() -> Fabric.resolve("service", "s", all))
        .hasMessage("'s' could be shop or shopping or store");
    assertThatThrownBy(() -> Fabric.resolve("service", "x", List.of()))
        .hasMessage("there is no service 'x'");
  }

  @Test
  void queriesAreEncodedAndLeaveOutWhatIsEmpty() {
    assertThat(Fabric.query(Map.of("a", "x y&z", "b", ""))).isEqualTo("?a=x%20y%26z");
    assertThat(Fabric.query(Map.of("a", ""))).isEmpty();
  }

  @Test
  void theConfigurationIsTheOneThatIsMeant() throws IOException, CommandFailure {
    Path cloud = folder.resolve("ServiceConfiguration.Cloud.cscfg");
    Files.writeString(cloud, "cloud");
    assertThat(configuration("")).isEqualTo("cloud");

    Files.writeString(folder.resolve("ServiceConfiguration.Test.cscfg"), "test");
    assertThatThrownBy(() -> configuration("")).hasMessageContaining("several configurations");

    Files.writeString(folder.resolve("ServiceConfiguration.Local.cscfg"), "local");
    assertThat(configuration("")).isEqualTo("local");
    Files.writeString(folder.resolve("ServiceConfiguration.cscfg"), "plain");
    assertThat(configuration("")).isEqualTo("plain");
    assertThat(configuration("Test")).isEqualTo("test");
    assertThat(configuration(cloud.toString())).isEqualTo("cloud");
    assertThatThrownBy(() -> configuration("Moon")).hasMessageContaining("there is no file");
  }

  @Test
  void aFolderWithoutAServiceSaysWhatIsMissing() {
    assertThatThrownBy(() -> ServiceFolder.at(folder))
        .hasMessageContaining("holds no ServiceDefinition.csdef");
    assertThatThrownBy(() -> configuration(""))
        .hasMessageContaining("holds no ServiceConfiguration.cscfg");
  }

  @Test
  void theSurroundingsKeepTheirSecrets() {
    assertThat(
            new Session(
                    new Terminal(System.out, System.err, System.in, false, false, 80),
                    Map.of("PASSWORD", "secret"),
                    folder,
                    () -> CommandRun.NOW)
                .toString())
        .doesNotContain("secret");
  }

  @Test
  void anEndpointMustBeOne() {
    CommandRun run = CommandRun.of(folder, "127.0.0.1:7400", "status");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("is no endpoint").contains("http://127.0.0.1:7400");
  }

  @Test
  void thePortOfAnEndpointMustBeOne() {
    for (String text : List.of("http://127.0.0.1:65536", "http://[::1", "http://host:port")) {
      CommandRun run = CommandRun.of(folder, text, "status");

      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("is no endpoint").doesNotContain("Exception");
    }
  }

  @Test
  void aTokenFileThatIsNamedMustBeThere() {
    CommandRun run =
        CommandRun.at(
            folder,
            Map.of("WFL_TOKEN_FILE", folder.resolve("none").toString()),
            () -> CommandRun.NOW,
            "status");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("token file");
  }

  private String configuration(String wanted) throws IOException, CommandFailure {
    return ServiceFolder.configuration(folder, wanted).text();
  }
}
