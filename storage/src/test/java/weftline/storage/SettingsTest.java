package weftline.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.kv.MemoryStore;

/// Reading, keeping and writing the settings of services.
final class SettingsTest {
  private static final String METRICS =
      "<Metrics><Version>1.0</Version><Enabled>true</Enabled><IncludeAPIs>false</IncludeAPIs>"
          + "<RetentionPolicy><Enabled>true</Enabled><Days>7</Days></RetentionPolicy></Metrics>";
  private static final String RULE =
      "<CorsRule><AllowedOrigins>https://a.example, https://b.example</AllowedOrigins>"
          + "<AllowedMethods>GET,PUT</AllowedMethods><AllowedHeaders/><ExposedHeaders/>"
          + "<MaxAgeInSeconds>9</MaxAgeInSeconds></CorsRule>";

  private final MemoryStore store = new MemoryStore();
  private final Settings settings = new Settings(store);

  @Test
  void changeOnlyWhatIsNamed() {
    set("<Cors>" + RULE + "</Cors>");
    set("<DeleteRetentionPolicy><Enabled>true</Enabled><Days>3</Days></DeleteRetentionPolicy>");

    ServiceSettings found = new Settings(store).of("me", ServiceKind.BLOB);

    assertThat(found.cors()).hasSize(1);
    assertThat(found.cors().getFirst().origins())
        .containsExactly("https://a.example", "https://b.example");
    assertThat(found.blob().deletedBlobs().days()).hasValue(3);
    assertThat(settings.of("me", ServiceKind.BLOB)).isEqualTo(found);
    assertThat(settings.of("you", ServiceKind.BLOB)).isEqualTo(ServiceSettings.DEFAULT);
    assertThat(settings.of("me", ServiceKind.QUEUE)).isEqualTo(ServiceSettings.DEFAULT);
  }

  @Test
  void areWrittenInTheFormOfTheVersion() {
    set(METRICS);
    set("<StaticWebsite><Enabled>true</Enabled></StaticWebsite>");

    assertThat(written("2009-09-19"))
        .contains("<Logging>", "<Metrics>", "<Days>7</Days>")
        .doesNotContain("HourMetrics", "MinuteMetrics", "Cors", "DeleteRetention", "StaticWebsite");
    assertThat(written("2013-08-15"))
        .contains("<HourMetrics>", "<MinuteMetrics>", "<Cors></Cors>")
        .doesNotContain("DeleteRetentionPolicy", "StaticWebsite");
    assertThat(written(Answer.NEWEST_VERSION))
        .contains(
            "<DeleteRetentionPolicy><Enabled>false</Enabled></DeleteRetentionPolicy>",
            "<StaticWebsite><Enabled>true</Enabled></StaticWebsite>");
  }

  /// Names that somebody makes up do not take the place of those that exist.
  @Test
  void areRightForMoreAccountsThanAreRemembered() {
    set("<Cors>" + RULE + "</Cors>");
    for (int number = 0; number < 3_000; number++) {
      ServiceSettings found = settings.of("made-up-" + number, ServiceKind.BLOB);
      assertThat(found).isEqualTo(ServiceSettings.DEFAULT);
    }

    assertThat(settings.of("me", ServiceKind.BLOB).cors()).hasSize(1);
    set("<Cors/>");
    assertThat(settings.of("me", ServiceKind.BLOB).cors()).isEmpty();
  }

  private String written(String version) {
    ServiceSettings found = settings.of("me", ServiceKind.BLOB);
    return new String(SettingsXml.write(found, ServiceKind.BLOB, version).toBytes(), UTF_8);
  }

  @Test
  void surviveTheStore() {
    set(
        "<Logging><Version>1.0</Version><Delete>true</Delete><Read>false</Read><Write>true</Write>"
            + "<RetentionPolicy><Enabled>false</Enabled></RetentionPolicy></Logging>"
            + "<DefaultServiceVersion>2019-02-02</DefaultServiceVersion>"
            + "<ContainerDeleteRetentionPolicy><Enabled>true</Enabled><Days>4</Days>"
            + "</ContainerDeleteRetentionPolicy>"
            + "<StaticWebsite><Enabled>true</Enabled><IndexDocument>i.html</IndexDocument>"
            + "<ErrorDocument404Path>e/404.html</ErrorDocument404Path></StaticWebsite>");

    ServiceSettings found = new Settings(store).of("me", ServiceKind.BLOB);

    assertThat(found.logging().delete()).isTrue();
    assertThat(found.blob().defaultVersion()).hasValue("2019-02-02");
    assertThat(found.blob().deletedContainers().days()).hasValue(4);
    assertThat(found.blob().website())
        .isEqualTo(
            new StaticWebsite(
                true, Optional.of("i.html"), Optional.of("e/404.html"), Optional.empty()));
  }

  @Test
  void haveNoMoreThanFiveRules() {
    set("<Cors>" + RULE.repeat(5) + "</Cors>");
    assertRefused(
        StorageError.INVALID_XML_DOCUMENT, () -> set("<Cors>" + RULE.repeat(6) + "</Cors>"));
    assertThat(settings.of("me", ServiceKind.BLOB).cors()).hasSize(5);
    set("<Cors/>");
    assertThat(settings.of("me", ServiceKind.BLOB).cors()).isEmpty();
  }

  @Test
  void haveRulesOfLimitedLengthTogether() {
    String origin = "https://" + "a".repeat(239) + ".example,";
    String rule =
        "<CorsRule><AllowedOrigins>%s</AllowedOrigins><AllowedMethods>GET</AllowedMethods>"
            + "<MaxAgeInSeconds>1</MaxAgeInSeconds></CorsRule>";

    set("<Cors>" + rule.formatted(origin.repeat(7)) + "</Cors>");
    assertRefused(
        StorageError.INVALID_XML_DOCUMENT,
        () -> set("<Cors>" + rule.formatted(origin.repeat(4)).repeat(2) + "</Cors>"));
  }

  @ParameterizedTest
  @CsvSource({
    "<Nonsense/>, UNSUPPORTED_XML_NODE",
    "<Logging/>, MISSING_REQUIRED_XML_NODE",
    "<HourMetrics><Enabled>yes</Enabled></HourMetrics>, INVALID_XML_NODE_VALUE",
    "<DeleteRetentionPolicy><Enabled>true</Enabled></DeleteRetentionPolicy>,"
        + " MISSING_REQUIRED_XML_NODE",
    "<DeleteRetentionPolicy><Enabled>true</Enabled><Days>366</Days></DeleteRetentionPolicy>,"
        + " INVALID_XML_NODE_VALUE",
    "<DefaultServiceVersion>new</DefaultServiceVersion>, INVALID_XML_NODE_VALUE",
    "<Cors><CorsRule><AllowedOrigins>*</AllowedOrigins><AllowedMethods>LOOK</AllowedMethods>"
        + "<MaxAgeInSeconds>1</MaxAgeInSeconds></CorsRule></Cors>, INVALID_XML_NODE_VALUE",
    "<Cors><CorsRule><AllowedOrigins>*</AllowedOrigins><AllowedMethods>GET</AllowedMethods>"
        + "<MaxAgeInSeconds>-1</MaxAgeInSeconds></CorsRule></Cors>, INVALID_XML_NODE_VALUE",
    "<StaticWebsite><Enabled>true</Enabled><IndexDocument>a/b</IndexDocument></StaticWebsite>,"
        + " INVALID_XML_NODE_VALUE"
  })
  void areCheckedWhenTheyAreSet(String part, StorageError error) {
    assertRefused(error, () -> set(part));
  }

  @Test
  void ofQueuesAndTablesAreFewer() {
    String document =
        "<StorageServiceProperties><StaticWebsite><Enabled>false</Enabled></StaticWebsite>"
            + "</StorageServiceProperties>";
    assertRefused(
        StorageError.UNSUPPORTED_XML_NODE,
        () ->
            SettingsXml.changed(
                ServiceSettings.DEFAULT,
                XmlElement.parse(document.getBytes(UTF_8)),
                ServiceKind.QUEUE));
  }

  private void set(String parts) {
    String document = "<StorageServiceProperties>" + parts + "</StorageServiceProperties>";
    XmlElement xml = XmlElement.parse(document.getBytes(UTF_8));
    try {
      settings
          .change("me", ServiceKind.BLOB, old -> SettingsXml.changed(old, xml, ServiceKind.BLOB))
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StorageException refusal ? refusal : e;
    }
  }
}
