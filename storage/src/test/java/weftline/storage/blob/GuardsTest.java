package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.storage.PlainRequest;
import weftline.storage.WireTimes;

/// Every operation that writes, on every kind of blob, asks for the blob's kind, its lease, its
/// hold, its policy and its tags.
class GuardsTest {
  private static final String LEASE = "aaaaaaaa-0000-0000-0000-000000000000";
  private static final String PAGE = "bytes=0-511";

  private Desk desk;

  @BeforeEach
  void open(@TempDir Path folder) {
    desk = new Desk(folder);
    desk.send(
        PlainRequest.of("PUT", "/me/box/source")
            .with("x-ms-blob-type", "BlockBlob")
            .withBody(new byte[512]));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @CsvSource({
    "block, 201, 409, 409",
    "blockFromUrl, 201, 409, 409",
    "blocklist, 201, 409, 409",
    "getBlocks, 200, 409, 409",
    "append, 409, 201, 409",
    "appendFromUrl, 409, 201, 409",
    "seal, 409, 200, 409",
    "pages, 409, 409, 201",
    "clear, 409, 409, 201",
    "pagesFromUrl, 409, 409, 201",
    "resize, 409, 409, 200",
    "number, 409, 409, 200",
    "ranges, 409, 409, 200",
    "copy, 202, 409, 409",
    "copyAtOnce, 202, 409, 409",
    "putFromUrl, 201, 409, 409",
  })
  void operationsAreForTheirKindOnly(String operation, String block, String append, String page) {
    String[] kinds = {"BlockBlob", "AppendBlob", "PageBlob"};
    String[] expected = {block, append, page};
    for (int i = 0; i < kinds.length; i++) {
      desk.send(put(kinds[i]));
      assertThat(desk.outcome(request(operation)))
          .as(kinds[i])
          .isEqualTo(expected[i].equals("409") ? "InvalidBlobType" : expected[i]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "blocklist, BlockBlob",
    "copy, BlockBlob",
    "copyAtOnce, BlockBlob",
    "putFromUrl, BlockBlob",
    "checkedPut, BlockBlob",
    "append, AppendBlob",
    "appendFromUrl, AppendBlob",
    "seal, AppendBlob",
    "createAppend, AppendBlob",
    "pages, PageBlob",
    "clear, PageBlob",
    "pagesFromUrl, PageBlob",
    "resize, PageBlob",
    "number, PageBlob",
    "createPage, PageBlob",
    "properties, PageBlob",
    "metadata, AppendBlob",
    "delete, PageBlob",
  })
  void writesAskForEveryGuard(String operation, String kind) {
    desk.send(put(kind).with("x-ms-tags", "a=b"));
    PlainRequest write = request(operation);

    assertThat(desk.outcome(write.with("x-ms-if-tags", "a = 'c'"))).isEqualTo("ConditionNotMet");
    assertThat(desk.outcome(write.with("If-Match", "\"0x1\""))).isEqualTo("ConditionNotMet");
    assertThat(desk.outcome(write.with("x-ms-lease-id", LEASE)))
        .isEqualTo("LeaseNotPresentWithBlobOperation");
    desk.send(hold("true"));
    assertThat(desk.outcome(write)).isEqualTo("BlobImmutableDueToLegalHold");
    desk.send(hold("false"));
    desk.send(policy());
    assertThat(desk.outcome(write)).isEqualTo("BlobImmutableDueToPolicy");
    desk.pass(Duration.ofSeconds(61));
    desk.send(
        Desk.change("lease")
            .with("x-ms-lease-action", "acquire")
            .with("x-ms-lease-duration", "15")
            .with("x-ms-proposed-lease-id", LEASE));
    assertThat(desk.outcome(write)).isEqualTo("LeaseIdMissing");
    assertThat(desk.outcome(write.with("x-ms-lease-id", LEASE.replace('a', 'b'))))
        .isEqualTo("LeaseIdMismatchWithBlobOperation");
    assertThat(desk.outcome(write.with("x-ms-lease-id", LEASE).with("x-ms-if-tags", "a = 'b'")))
        .startsWith("20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"createAppend", "createPage", "blocklist", "copy", "copyAtOnce", "putFromUrl"})
  void whatIsMadeHasTagsTierAndHoldFromItsRequest(String operation) {
    PlainRequest make =
        request(operation)
            .with("x-ms-tags", "a=b&c=d")
            .with("x-ms-legal-hold", "true")
            .with(
                "x-ms-immutability-policy-until-date", WireTimes.http(desk.now().plusSeconds(60)));
    String tier = operation.equals("createPage") ? "P10" : "Cool";
    desk.send(make.with("x-ms-access-tier", tier));

    assertThat(desk.header(Desk.head(), "x-ms-access-tier")).isEqualTo(tier);
    assertThat(desk.header(Desk.head(), "x-ms-tag-count")).isEqualTo("2");
    assertThat(desk.header(Desk.head(), "x-ms-legal-hold")).isEqualTo("true");
    assertThat(desk.header(Desk.head(), "x-ms-immutability-policy-mode")).isEqualTo("unlocked");
  }

  private PlainRequest policy() {
    return Desk.change("immutabilityPolicies")
        .with("x-ms-immutability-policy-until-date", WireTimes.http(desk.now().plusSeconds(60)));
  }

  private static PlainRequest hold(String hold) {
    return Desk.change("legalhold").with("x-ms-legal-hold", hold);
  }

  private static PlainRequest put(String kind) {
    PlainRequest put = PlainRequest.of("PUT", Desk.BLOB).with("x-ms-blob-type", kind);
    return switch (kind) {
      case "PageBlob" -> put.with("x-ms-blob-content-length", "1024");
      case "AppendBlob" -> put;
      default -> put.withBody("hello");
    };
  }

  private static PlainRequest request(String operation) {
    return switch (operation) {
      case "block" -> Desk.change("block&blockid=QQ%3D%3D").withBody("block");
      case "blockFromUrl" -> fromSource(Desk.change("block&blockid=QQ%3D%3D"));
      case "blocklist" -> Desk.change("blocklist").withBody("<BlockList/>");
      case "getBlocks" -> PlainRequest.of("GET", Desk.BLOB + "?comp=blocklist");
      case "append" -> Desk.change("appendblock").withBody("more");
      case "appendFromUrl" -> fromSource(Desk.change("appendblock"));
      case "pages" -> pages("update").withBody(new byte[512]);
      case "clear" -> pages("clear");
      case "pagesFromUrl" -> fromSource(pages("update")).with("x-ms-source-range", PAGE);
      case "resize" -> Desk.change("properties").with("x-ms-blob-content-length", "512");
      case "number" -> Desk.change("properties").with("x-ms-sequence-number-action", "increment");
      case "ranges" -> PlainRequest.of("GET", Desk.BLOB + "?comp=pagelist");
      case "copy" -> fromSource(PlainRequest.of("PUT", Desk.BLOB));
      case "copyAtOnce" -> request("copy").with("x-ms-requires-sync", "true");
      case "putFromUrl" -> request("copy").with("x-ms-blob-type", "BlockBlob");
      case "checkedPut" ->
          request("putFromUrl").with("x-ms-source-content-md5", "v2GerAzfP2jUluqTRBN+iw==");
      case "createAppend" -> put("AppendBlob");
      case "createPage" -> put("PageBlob");
      case "delete" -> Desk.delete();
      default -> Desk.change(operation);
    };
  }

  private static PlainRequest pages(String write) {
    return Desk.change("page").with("x-ms-page-write", write).with("x-ms-range", PAGE);
  }

  private static PlainRequest fromSource(PlainRequest request) {
    return request.with("Host", "here").with("x-ms-copy-source", "http://here/me/box/source");
  }
}
