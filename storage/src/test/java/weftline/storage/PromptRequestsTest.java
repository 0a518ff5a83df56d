package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which requests stay on the event loop; none that might hold it up is among them.
class PromptRequestsTest {
  @ParameterizedTest
  @CsvSource({
    "BLOB, GET, /me/photos/a.jpg, true",
    "BLOB, HEAD, /me/photos/a.jpg?snapshot=1, true",
    "BLOB, PUT, /me/photos/a.jpg, false",
    "BLOB, GET, /me/photos?restype=container&comp=list, false",
    "BLOB, GET, /me/photos/a.jpg?comp=blocklist, false",
    "BLOB, GET, /me/photos/a.jpg?COMP=tags, false",
    "BLOB, GET, /me/photos?%63omp=list&%72estype=container, false",
    "BLOB, GET, /me/photos/a.jpg?sv=1&com%70=tags, false",
    "BLOB, GET, /me/photos/a.jpg?sv=1&se=1%3A2&sig=a%2Fb%3D, true",
    "TABLE, GET, '/me/people(PartitionKey=''a'',RowKey=''b'')', true",
    "TABLE, GET, /me/people(), false",
    "TABLE, GET, /me/people%28), false",
    "TABLE, GET, /me/people, false",
    "TABLE, DELETE, '/me/people(PartitionKey=''a'',RowKey=''b'')', false",
    "QUEUE, GET, /me/jobs/messages, false",
    "QUEUE, GET, /me/jobs/messages?peekonly=true, false",
  })
  void whatReadsOneThing(ServiceKind kind, String method, String target, boolean prompt) {
    assertThat(isPrompt(kind, PlainRequest.of(method, target))).isEqualTo(prompt);
  }

  @Test
  void aBodyIsNeverAwaitedOnTheLoop() {
    PlainRequest get = PlainRequest.of("GET", "/me/photos/a.jpg");

    assertThat(isPrompt(ServiceKind.BLOB, get.withBody("body"))).isFalse();
    assertThat(isPrompt(ServiceKind.BLOB, get.with("Transfer-Encoding", "chunked"))).isFalse();
  }

  @Test
  void tokensAndChecksumsTakeTheirTime() {
    PlainRequest get = PlainRequest.of("GET", "/me/photos/a.jpg");

    assertThat(isPrompt(ServiceKind.BLOB, get.with("Authorization", "SharedKey me:a"))).isTrue();
    assertThat(isPrompt(ServiceKind.BLOB, get.with("Authorization", "Bearer a"))).isFalse();
    assertThat(isPrompt(ServiceKind.BLOB, get.with("x-ms-range-get-content-md5", "true")))
        .isFalse();
  }

  private static boolean isPrompt(ServiceKind kind, PlainRequest request) {
    return PromptRequests.isPrompt(kind, request);
  }
}
