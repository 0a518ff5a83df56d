package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;
import weftline.storage.XmlWriter;

/// What tags may be, and how they come in.
class TagsTest {
  @Test
  void comeInAHeader() {
    assertThat(header("a=1&b%20c=x%2By&d+e=&f=g=h").values())
        .isEqualTo(Map.of("a", "1", "b c", "x+y", "d e", "", "f", "g=h"));
    assertThat(Tags.ofHeader(PlainRequest.of("PUT", "/me/box/b").authenticated()))
        .isEqualTo(Tags.NONE);
  }

  @Test
  void comeInABodyAndGoOutAgain() {
    Tags tags = new Tags(new TreeMap<>(Map.of("a", "1", "B", "")));

    XmlWriter xml = new XmlWriter();
    tags.write(xml);

    assertThat(Tags.ofBody(xml.toBytes())).isEqualTo(tags);
    assertThat(body("<Tags><TagSet/></Tags>")).isEqualTo(Tags.NONE);
    assertThat(body("<Tags/>")).isEqualTo(Tags.NONE);
  }

  @Test
  void haveLimits() {
    assertThat(header(many(10)).values()).hasSize(10);
    assertThat(header("k".repeat(128) + "=" + "v".repeat(256)).values()).hasSize(1);
    for (String text :
        new String[] {
          many(11),
          many(5_000),
          "k".repeat(129) + "=v",
          "k=" + "v".repeat(257),
          "=v",
          "k",
          "a=1&a=2",
          "k=%25",
          "k=%C3%BC",
          "k%21=v",
          "&"
        }) {
      assertRefused(StorageError.INVALID_HEADER_VALUE, () -> header(text));
    }
  }

  @Test
  void haveLimitsInABodyToo() {
    String eleven =
        IntStream.range(0, 11)
            .mapToObj(i -> tag("k" + i, "v"))
            .collect(Collectors.joining("", "<Tags><TagSet>", "</TagSet></Tags>"));
    assertRefused(StorageError.INVALID_XML_NODE_VALUE, () -> body(eleven));
    assertRefused(
        StorageError.INVALID_XML_NODE_VALUE,
        () -> body("<Tags><TagSet>" + tag("a", "1") + tag("a", "2") + "</TagSet></Tags>"));
    assertRefused(
        StorageError.INVALID_XML_NODE_VALUE,
        () -> body("<Tags><TagSet>" + tag("a$", "1") + "</TagSet></Tags>"));
    assertRefused(
        StorageError.MISSING_REQUIRED_XML_NODE,
        () -> body("<Tags><TagSet><Tag><Key>a</Key></Tag></TagSet></Tags>"));
    assertRefused(StorageError.INVALID_XML_DOCUMENT, () -> body("<Other/>"));
    assertRefused(StorageError.INVALID_XML_DOCUMENT, () -> body("<Tags>"));
  }

  private static String many(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));
  }

  private static String tag(String key, String value) {
    return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
  }

  private static Tags header(String text) {
    return Tags.ofHeader(
        PlainRequest.of("PUT", "/me/box/b").with("x-ms-tags", text).authenticated());
  }

  private static Tags body(String xml) {
    return Tags.ofBody(xml.getBytes(StandardCharsets.UTF_8));
  }
}
