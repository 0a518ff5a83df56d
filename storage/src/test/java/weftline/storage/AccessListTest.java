package weftline.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.net.Response;

/// Stored access policies as documents and as rows.
final class AccessListTest {
  private static final String TWO =
      """
      <SignedIdentifiers><SignedIdentifier><Id>readers</Id><AccessPolicy>\
      <Start>2026-01-01T10:00:00.1234567Z</Start><Expiry>2026-02-01</Expiry>\
      <Permission>rl</Permission></AccessPolicy></SignedIdentifier>\
      <SignedIdentifier><Id>open</Id></SignedIdentifier></SignedIdentifiers>\
      """;

  @Test
  void areReadAndWritten() {
    AccessList list = parse(TWO);

    assertThat(list.policies().keySet()).containsExactly("readers", "open");
    assertThat(list.policy("readers"))
        .hasValue(
            new StoredPolicy(
                Optional.of(Instant.parse("2026-01-01T10:00:00.123456700Z")),
                Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
                Optional.of("rl")));
    assertThat(list.policy("none")).isEmpty();
    assertThat(text(list.toResponse()))
        .contains(
            "<Start>2026-01-01T10:00:00.1234567Z</Start>"
                + "<Expiry>2026-02-01T00:00:00.0000000Z</Expiry><Permission>rl</Permission>",
            "<Id>open</Id><AccessPolicy></AccessPolicy>");
  }

  @Test
  void areTimedInAnyPlace() {
    AccessList list =
        parse(
            "<SignedIdentifiers><SignedIdentifier><Id>a</Id><AccessPolicy>"
                + "<Start>2026-01-01T10:00:00.5+02:00</Start></AccessPolicy></SignedIdentifier>"
                + "</SignedIdentifiers>");
    assertThat(list.policy("a").flatMap(StoredPolicy::start))
        .hasValue(Instant.parse("2026-01-01T08:00:00.500Z"));
  }

  @Test
  void surviveARow() {
    AccessList list = parse(TWO);
    byte[] row = list.write(new RowWriter().text("before")).toBytes();
    RowReader in = new RowReader(row);
    assertThat(in.text()).isEqualTo("before");
    assertThat(AccessList.read(in)).isEqualTo(list);

    RowReader old = new RowReader(new RowWriter().text("before").toBytes());
    old.text();
    assertThat(AccessList.read(old)).isEqualTo(AccessList.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "<Other/>, INVALID_XML_DOCUMENT",
    "<SignedIdentifiers><SignedIdentifier/></SignedIdentifiers>, MISSING_REQUIRED_XML_NODE",
    "<SignedIdentifiers><SignedIdentifier><Id/></SignedIdentifier></SignedIdentifiers>,"
        + " INVALID_XML_DOCUMENT",
    "<SignedIdentifiers><SignedIdentifier><Id>a</Id><AccessPolicy><Start>soon</Start>"
        + "</AccessPolicy></SignedIdentifier></SignedIdentifiers>, INVALID_XML_NODE_VALUE",
    "<SignedIdentifiers><SignedIdentifier><Id>a</Id><AccessPolicy><Permission>R W</Permission>"
        + "</AccessPolicy></SignedIdentifier></SignedIdentifiers>, INVALID_XML_NODE_VALUE"
  })
  void areChecked(String document, StorageError error) {
    assertRefused(error, () -> parse(document));
  }

  @Test
  void areFewWithShortNamesOfTheirOwn() {
    assertThat(parse(named("a", "b", "c", "d", "e")).policies()).hasSize(5);
    assertRefused(
        StorageError.INVALID_XML_DOCUMENT, () -> parse(named("a", "b", "c", "d", "e", "f")));
    assertRefused(StorageError.INVALID_XML_DOCUMENT, () -> parse(named("a", "a")));
    assertThat(parse(named("x".repeat(64))).policies()).hasSize(1);
    assertRefused(StorageError.INVALID_XML_DOCUMENT, () -> parse(named("x".repeat(65))));
  }

  private static String named(String... names) {
    StringBuilder document = new StringBuilder("<SignedIdentifiers>");
    for (String name : names) {
      document.append("<SignedIdentifier><Id>").append(name).append("</Id></SignedIdentifier>");
    }
    return document.append("</SignedIdentifiers>").toString();
  }

  private static AccessList parse(String document) {
    return AccessList.parse(XmlElement.parse(document.getBytes(UTF_8)));
  }

  private static String text(Response response) {
    return response.body() instanceof Response.Body.Bytes(var bytes)
        ? new String(bytes, UTF_8)
        : "";
  }
}
