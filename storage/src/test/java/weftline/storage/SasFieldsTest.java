package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is signed, for each version that changed it.
class SasFieldsTest {
  private static final String RESOURCE = "/me/pictures/a b.jpg";
  private static final String FOR_USERS =
      "r\n2026-01-01\n2026-02-01\n/blob/me/pictures/a b.jpg\no\nt\ns\ne\nb\nv";

  @Test
  void blobSince2020() {
    SasFields sas =
        with("2020-12-06", "sip", "1.2.3.4", "spr", "https", "snapshot", "s1", "rsct", "text/x");

    assertThat(sas.serviceText(ServiceKind.BLOB, RESOURCE))
        .isEqualTo(
            "r\n2026-01-01\n2026-02-01\n/blob/me/pictures/a b.jpg\n\n1.2.3.4\nhttps\n2020-12-06"
                + "\nb\ns1\n\n\n\n\n\ntext/x");
  }

  @Test
  void blobSince2018() {
    assertThat(with("2018-11-09").serviceText(ServiceKind.BLOB, RESOURCE))
        .isEqualTo(
            "r\n2026-01-01\n2026-02-01\n/blob/me/pictures/a b.jpg\n\n\n\n2018-11-09"
                + "\nb\n\n\n\n\n\n");
  }

  @Test
  void blobSince2015() {
    assertThat(with("2015-04-05").serviceText(ServiceKind.BLOB, RESOURCE))
        .isEqualTo(
            "r\n2026-01-01\n2026-02-01\n/blob/me/pictures/a b.jpg\n\n\n\n2015-04-05\n\n\n\n\n");
  }

  @Test
  void blobSince2013() {
    assertThat(with("2013-08-15", "rscc", "no").serviceText(ServiceKind.BLOB, RESOURCE))
        .isEqualTo("r\n2026-01-01\n2026-02-01\n/me/pictures/a b.jpg\n\n2013-08-15\nno\n\n\n\n");
  }

  @Test
  void queue() {
    assertThat(with("2024-11-04").serviceText(ServiceKind.QUEUE, "/me/orders"))
        .isEqualTo("r\n2026-01-01\n2026-02-01\n/queue/me/orders\n\n\n\n2024-11-04");
  }

  @Test
  void table() {
    SasFields sas = with("2019-02-02", "spk", "a", "srk", "b", "epk", "c", "erk", "d");

    assertThat(sas.serviceText(ServiceKind.TABLE, "/me/orders"))
        .isEqualTo("r\n2026-01-01\n2026-02-01\n/table/me/orders\n\n\n\n2019-02-02\na\nb\nc\nd");
  }

  @Test
  void account() {
    assertThat(with("2018-03-28", "ss", "bq", "srt", "co").accountText("me"))
        .isEqualTo("me\nr\nbq\nco\n2026-01-01\n2026-02-01\n\n\n2018-03-28\n");
    assertThat(with("2020-12-06", "ss", "bq", "srt", "co").accountText("me"))
        .isEqualTo("me\nr\nbq\nco\n2026-01-01\n2026-02-01\n\n\n2020-12-06\n\n");
  }

  @Test
  void beforeVersionsWereSigned() {
    assertThat(with("").serviceText(ServiceKind.BLOB, RESOURCE))
        .isEqualTo("r\n2026-01-01\n2026-02-01\n/me/pictures/a b.jpg\n");
    assertThat(with("2012-02-12").serviceText(ServiceKind.BLOB, RESOURCE))
        .isEqualTo("r\n2026-01-01\n2026-02-01\n/me/pictures/a b.jpg\n\n2012-02-12");
  }

  @Test
  void aContainerSignsNoSnapshot() {
    assertThat(
            with("2018-11-09", "sr", "c", "snapshot", "s1")
                .serviceText(ServiceKind.BLOB, "/me/pictures"))
        .isEqualTo("r\n2026-01-01\n2026-02-01\n/blob/me/pictures\n\n\n\n2018-11-09\nc\n\n\n\n\n\n");
  }

  @Test
  void usersSince2018() {
    assertThat(ofUser("2018-11-09").delegationText(ServiceKind.BLOB, RESOURCE, List.of("", "")))
        .isEqualTo(FOR_USERS + "\n\n\n2018-11-09\nb\n\n\n\n\n\n");
  }

  @Test
  void usersSince2020() {
    assertThat(ofUser("2020-02-10").delegationText(ServiceKind.BLOB, RESOURCE, List.of("", "")))
        .isEqualTo(FOR_USERS + "\nA\nU\nC\n\n\n2020-02-10\nb\n\n\n\n\n\n");
    assertThat(ofUser("2020-12-06").delegationText(ServiceKind.BLOB, RESOURCE, List.of("", "")))
        .isEqualTo(FOR_USERS + "\nA\nU\nC\n\n\n2020-12-06\nb\n\n\n\n\n\n\n");
  }

  @Test
  void usersSince2025() {
    assertThat(ofUser("2025-07-05").delegationText(ServiceKind.BLOB, RESOURCE, List.of("", "")))
        .isEqualTo(FOR_USERS + "\nA\nU\nC\nDT\nDO\n\n\n2025-07-05\nb\n\n\n\n\n\n\n");
  }

  @Test
  void usersSince2026() {
    assertThat(
            ofUser("2026-04-06")
                .delegationText(ServiceKind.BLOB, RESOURCE, List.of("x-a:1\n", "\nq:2")))
        .isEqualTo(
            FOR_USERS + "\nA\nU\nC\nDT\nDO\n\n\n2026-04-06\nb\n\n\nx-a:1\n\n\nq:2\n\n\n\n\n");
  }

  @Test
  void usersOfQueues() {
    assertThat(ofUser("2026-02-06").delegationText(ServiceKind.QUEUE, "/me/orders", List.of()))
        .isEqualTo(
            FOR_USERS.replace("/blob/me/pictures/a b.jpg", "/queue/me/orders")
                + "\nDT\nDO\n\n\n2026-02-06");
  }

  @Test
  void doesNotShowTheSignature() {
    assertThat(with("2020-12-06", "sig", "secret")).asString().doesNotContain("secret");
  }

  private static SasFields ofUser(String version) {
    return with(
        version, "skoid", "o", "sktid", "t", "skt", "s", "ske", "e", "sks", "b", "skv", "v",
        "saoid", "A", "suoid", "U", "scid", "C", "skdutid", "DT", "sduoid", "DO");
  }

  private static SasFields with(String version, String... more) {
    Map<String, String> fields = new HashMap<>();
    fields.put("sv", version);
    fields.put("sr", "b");
    fields.put("sp", "r");
    fields.put("st", "2026-01-01");
    fields.put("se", "2026-02-01");
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return new SasFields(fields);
  }
}
