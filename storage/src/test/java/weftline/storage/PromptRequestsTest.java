package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.net.Request;
import weftline.net.WrappedRequest;

/// Which requests stay on the event loop; none that might hold it up is among them.
class PromptRequestsTest {
  @ParameterizedTest
  @CsvSource({
    "BLOB, GET, /me/photos/a.jpg, true",
    "BLOB, HEAD, /me/photos/a.jpg?snapshot=1, true",
    "BLOB, DELETE, /me/photos/a.jpg, false",
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
    "TABLE, DELETE, '/me/people(PartitionKey=''a'',RowKey=''b'')', true",
    "TABLE, MERGE, '/me/people(PartitionKey=''a'',RowKey=''b'')', true",
    "TABLE, POST, /me/people, true",
    "TABLE, PUT, /me/people?comp=acl, false",
    "TABLE, POST, /me/$batch, false",
    "TABLE, POST, /me/%24batch, false",
    "TABLE, OPTIONS, '/me/people(PartitionKey=''a'',RowKey=''b'')', false",
    "QUEUE, GET, /me/jobs/messages, false",
    "QUEUE, POST, /me/jobs/messages?sig=a, true",
    "QUEUE, DELETE, /me/jobs/messages/4?popreceipt=a, true",
    "QUEUE, PUT, /me/jobs/messages/4?popreceipt=a&visibilitytimeout=1, true",
    "QUEUE, DELETE, /me/jobs/messages, false",
    "QUEUE, DELETE, /me/jobs, false",
    "QUEUE, GET, /me/jobs/messages?peekonly=true, false",
  })
  void whatReadsOrWritesOneThing(ServiceKind kind, String method, String target, boolean prompt) {
    assertThat(isPrompt(kind, PlainRequest.of(method, target))).isEqualTo(prompt);
  }

  @Test
  void aBlobIsPutAtOnceOnlyWithTheRequestsOwnBytes() {
    PlainRequest put = PlainRequest.of("PUT", "/me/photos/a.jpg").withBody("body");
    PlainRequest blob = put.with("x-ms-blob-type", "BlockBlob");

    assertThat(isPrompt(ServiceKind.BLOB, blob)).isTrue();
    assertThat(isPrompt(ServiceKind.BLOB, put)).isFalse();
    assertThat(isPrompt(ServiceKind.BLOB, blob.with("x-ms-copy-source", "/me/b/c"))).isFalse();
  }

  @Test
  void aBodyIsNeverAwaitedOnTheLoop() {
    PlainRequest post = PlainRequest.of("POST", "/me/people").withBody("{}");

    assertThat(isPrompt(ServiceKind.TABLE, post)).isTrue();
    assertThat(PromptRequests.isPrompt(ServiceKind.TABLE, new OnItsWay(post))).isFalse();
  }

  @Test
  void largeBodiesTakeTheirTime() {
    PlainRequest post = PlainRequest.of("POST", "/me/people");
    byte[] most = new byte[PromptRequests.BODY_BYTES_MAX];
    byte[] more = new byte[PromptRequests.BODY_BYTES_MAX + 1];

    assertThat(isPrompt(ServiceKind.TABLE, post.withBody(most))).isTrue();
    assertThat(isPrompt(ServiceKind.TABLE, post.withBody(more))).isFalse();
    assertThat(isPrompt(ServiceKind.BLOB, PlainRequest.of("GET", "/me/b/c").withBody("body")))
        .isFalse();
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

  /// A request whose body has not come yet.
  private record OnItsWay(Request wrapped) implements WrappedRequest {
    @Override
    public boolean bodyIsHere() {
      return false;
    }
  }
}
