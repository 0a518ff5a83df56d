package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.net.HttpCall;
import weftline.storage.ServiceKind;

/// Queues of real storage, counted.
class QueueLengthsTest {
  private final TestStorage storage;
  private final URI account;

  QueueLengthsTest(@TempDir Path folder) throws IOException {
    storage = new TestStorage(folder);
    account = storage.account(ServiceKind.QUEUE);
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  @Test
  void countsMessages() throws IOException {
    send("orders", 0);
    assertThat(lengths(account).of("orders")).contains(0L);

    send("orders", 3);
    assertThat(lengths(account).of("orders")).contains(3L);
  }

  @Test
  void knowsNothingOfAQueueThatIsNotThere() throws IOException {
    assertThat(lengths(account).of("orders")).isEmpty();
  }

  @Test
  void saysThatAnAccountIsAnotherOne() {
    URI other = URI.create(account.toString().replace("devstoreaccount1", "nobody"));

    assertThatThrownBy(() -> lengths(other).of("orders"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Queue storage answered 4");
  }

  private QueueLengths lengths(URI from) {
    return new QueueLengths(
        storage.client(), from, DevelopmentStorage.signer(), InstantSource.system());
  }

  /// Makes the queue if it is missing, and puts so many messages into it.
  private void send(String queue, int messages) throws IOException {
    String query =
        DevelopmentStorage.signer().forAccount("q", "co", "cwa", Instant.now().plusSeconds(600));
    URI made = URI.create("%s/%s?%s".formatted(account, queue, query));
    assertThat(storage.client().send(HttpCall.put(made, new HttpCall.Content.None())).ok())
        .isTrue();
    URI put = URI.create("%s/%s/messages?%s".formatted(account, queue, query));
    byte[] message =
        "<QueueMessage><MessageText>hello</MessageText></QueueMessage>"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < messages; i++) {
      assertThat(
              storage
                  .client()
                  .send(HttpCall.post(put, new HttpCall.Content.Bytes(message)))
                  .status())
          .isEqualTo(201);
    }
  }
}
