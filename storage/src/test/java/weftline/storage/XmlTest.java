package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weftline.storage.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Bodies in both directions, and those that are meant to do harm.
class XmlTest {
  @Test
  void readsWhatItWrites() {
    byte[] document =
        new XmlWriter()
            .start("List")
            .attribute("Of", "<things>")
            .element("Name", "a & <b> ü")
            .element("Size", 5)
            .elements("Metadata", Map.of("k", "v"))
            .toBytes();

    XmlElement list = XmlElement.parse(document);

    assertThat(list.name()).isEqualTo("List");
    assertThat(list.childText("Name")).contains("a & <b> ü");
    assertThat(list.childText("Size")).contains("5");
    assertThat(list.children().get(2).childText("k")).contains("v");
    assertThat(list.childText("Absent")).isEmpty();
  }

  @Test
  void writesTheHeadThatClientsExpect() {
    assertThat(new XmlWriter().start("A").end().toBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><A></A>");
  }

  @Test
  void endsWhatIsOpen() {
    assertThat(new XmlWriter().start("A").start("B").text("c").toBytes())
        .asString(StandardCharsets.UTF_8)
        .endsWith("<A><B>c</B></A>");
    assertThat(new XmlWriter().start("A").attribute("b", "c").start("D").end().toBytes())
        .asString(StandardCharsets.UTF_8)
        .endsWith("<A b=\"c\"><D></D></A>");
  }

  @Test
  void keepsEveryCharacterThatXmlCanCarry() {
    String text = "<a href=\"b\">&amp;]]>\r\n\t 'ü' \uD83D\uDE00";

    XmlElement read =
        XmlElement.parse(
            new XmlWriter().start("A").attribute("b", text).element("C", text).toBytes());

    assertThat(read.childText("C")).contains(text);
  }

  @Test
  void replacesWhatXmlCannotCarry() {
    String text = "a\0b\u0001c\u001Fd\uFFFEe\uFFFF";

    XmlElement read =
        XmlElement.parse(
            new XmlWriter().start("A").attribute("b", text).element("C", text).toBytes());

    assertThat(read.childText("C")).contains("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD");
  }

  @Test
  void writesAttributesOnlyWhereTheyCanBe() {
    assertThatThrownBy(() -> new XmlWriter().start("A").text("b").attribute("c", "d"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void joinsTextAroundComments() {
    assertThat(parse("<a>x<!-- y --><![CDATA[<z>]]></a>").text()).isEqualTo("x<z>");
  }

  @Test
  void refusesEntities() {
    assertRefused(
        StorageError.INVALID_XML_DOCUMENT,
        () -> parse("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"));
    assertRefused(
        StorageError.INVALID_XML_DOCUMENT,
        () -> parse("<!DOCTYPE a [<!ENTITY b 'bomb'>]><a>&b;</a>"));
  }

  @Test
  void refusesWhatIsBrokenOrTooDeep() {
    assertRefused(StorageError.INVALID_XML_DOCUMENT, () -> parse(""));
    assertRefused(StorageError.INVALID_XML_DOCUMENT, () -> parse("<a><b></a>"));
    assertRefused(StorageError.INVALID_XML_DOCUMENT, () -> parse("{}"));
    assertRefused(
        StorageError.INVALID_XML_DOCUMENT, () -> parse("<a>".repeat(11) + "</a>".repeat(11)));
  }

  private static XmlElement parse(String text) {
    return XmlElement.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] marked = "\uFEFF<a>ü</a>".getBytes(StandardCharsets.UTF_8);
    byte[] latin = "<a>ü</a>".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(XmlElement.parse(marked).text()).isEqualTo("ü");
    assertRefused(StorageError.INVALID_XML_DOCUMENT, () -> XmlElement.parse(latin));
  }
}
