package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.storage.PlainRequest;

/// What a copy takes of its source's tags and tier, and what keeps a source from being copied.
class SourceStateTest {
  private static final String LEASE = "aaaaaaaa-0000-0000-0000-000000000000";
  private static final String SOURCE = "/me/box/source";

  private Desk desk;

  @BeforeEach
  void open(@TempDir Path folder) {
    desk = new Desk(folder);
    desk.send(
        PlainRequest.of("PUT", SOURCE)
            .with("x-ms-blob-type", "BlockBlob")
            .with("x-ms-tags", "a=b")
            .withBody("hello"));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @CsvSource({
    "copy, '', '', 0",
    "copy, REPLACE, '', 0",
    "copy, REPLACE, c=d, c",
    "copy, COPY, '', a",
    "copyAtOnce, '', c=d, c",
    "copyAtOnce, COPY, '', a",
    "checked, COPY, '', a",
    "put, COPY, '', a",
    "put, REPLACE, '', 0",
    "checkedPut, COPY, '', a",
  })
  void tagsAreTheSourcesOrTheRequests(String how, String option, String tags, String key) {
    PlainRequest request = copy(how);
    request = option.isEmpty() ? request : request.with("x-ms-copy-source-tag-option", option);
    desk.send(tags.isEmpty() ? request : request.with("x-ms-tags", tags));

    String found = desk.body(PlainRequest.of("GET", Desk.BLOB + "?comp=tags"));
    assertThat(found.contains("<Key>")).isEqualTo(!key.equals("0"));
    assertThat(found.contains("<Key>" + key + "</Key>")).isEqualTo(!key.equals("0"));
  }

  @Test
  void tagsCannotBeCopiedAndGiven() {
    PlainRequest copy = copy("copyAtOnce").with("x-ms-copy-source-tag-option", "COPY");

    assertThat(desk.outcome(copy.with("x-ms-tags", "c=d"))).isEqualTo("InvalidHeaderValue");
    assertThat(desk.outcome(copy("copy").with("x-ms-copy-source-tag-option", "SOME")))
        .isEqualTo("InvalidHeaderValue");
  }

  @ParameterizedTest
  @CsvSource({
    "copy, BlobArchived",
    "copyAtOnce, BlobArchived",
    "checked, BlobArchived",
    "put, BlobArchived",
    "block, BlobArchived",
  })
  void anArchivedSourceIsNotRead(String how, String outcome) {
    desk.send(PlainRequest.of("PUT", SOURCE + "?comp=tier").with("x-ms-access-tier", "Archive"));

    assertThat(desk.outcome(copy(how))).isEqualTo(outcome);
  }

  @Test
  void anArchivedSourceCanBeCopiedIntoAnotherTier() {
    desk.send(PlainRequest.of("PUT", SOURCE + "?comp=tier").with("x-ms-access-tier", "Archive"));
    desk.send(
        copy("copy").with("x-ms-access-tier", "Cool").with("x-ms-rehydrate-priority", "High"));

    assertThat(desk.header(Desk.head(), "x-ms-archive-status"))
        .isEqualTo("rehydrate-pending-to-cool");
    assertThat(desk.outcome(Desk.get())).isEqualTo("BlobBeingRehydrated");
    desk.pass(Duration.ofMinutes(1));
    assertThat(desk.header(Desk.head(), "x-ms-access-tier")).isEqualTo("Cool");
    assertThat(desk.body(Desk.get())).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({"copy", "copyAtOnce", "put", "block"})
  void whoNamesALeaseOfTheSourceMustHoldIt(String how) {
    PlainRequest copy = copy(how).with("x-ms-source-lease-id", LEASE);
    assertThat(desk.outcome(copy)).isEqualTo("SourceConditionNotMet");

    desk.send(
        PlainRequest.of("PUT", SOURCE + "?comp=lease")
            .with("x-ms-lease-action", "acquire")
            .with("x-ms-lease-duration", "-1")
            .with("x-ms-proposed-lease-id", LEASE));
    assertThat(desk.outcome(copy)).startsWith("20");
    assertThat(desk.outcome(copy(how))).startsWith("20");
  }

  @ParameterizedTest
  @CsvSource({"x-ms-source-if-tags, a = 'c', 412", "x-ms-source-if-tags, a = 'b', 202"})
  void theTagsOfTheSourceCanBeACondition(String header, String condition, String outcome) {
    assertThat(desk.outcome(copy("copy").with(header, condition)))
        .isEqualTo(outcome.equals("412") ? "SourceConditionNotMet" : outcome);
  }

  private static PlainRequest copy(String how) {
    String target = Desk.BLOB + (how.equals("block") ? "?comp=block&blockid=QQ%3D%3D" : "");
    PlainRequest copy =
        PlainRequest.of("PUT", target)
            .with("Host", "here")
            .with("x-ms-copy-source", "http://here" + SOURCE);
    String md5 = "XUFAKrxLKna5cZ2REBfFkg==";
    return switch (how) {
      case "copyAtOnce" -> copy.with("x-ms-requires-sync", "true");
      case "checked" -> copy("copyAtOnce").with("x-ms-source-content-md5", md5);
      case "put" -> copy.with("x-ms-blob-type", "BlockBlob");
      case "checkedPut" -> copy("put").with("x-ms-source-content-md5", md5);
      default -> copy;
    };
  }
}
