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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Network;
import weftline.storage.Accounts;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;

/// Queues of real storage, counted.
class QueueLengthsTest {
  @TempDir Path folder;

  private final Parts parts = new Parts();
  private final HttpClient client = HttpClient.open();
  private URI account = URI.create("http://127.0.0.1");

  @BeforeEach
  void start() throws IOException {
    parts.add(client::close);
    Network network = Network.open();
    parts.add(network::close);
    StorageServer server =
        StorageProgram.start(
            parts,
            network,
            folder.resolve("storage"),
            StorageServerConfig.onAnyPort(Accounts.development()),
            () -> {});
    int port = server.address(ServiceKind.QUEUE).getPort();
    account = URI.create("http://127.0.0.1:%d/devstoreaccount1".formatted(port));
  }

  @AfterEach
  void stop() {
    parts.close();
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
    return new QueueLengths(client, from, DevelopmentStorage.signer(), InstantSource.system());
  }

  /// Makes the queue if it is missing, and puts so many messages into it.
  private void send(String queue, int messages) throws IOException {
    String query =
        DevelopmentStorage.signer().forAccount("q", "co", "cwa", Instant.now().plusSeconds(600));
    URI made = URI.create("%s/%s?%s".formatted(account, queue, query));
    assertThat(client.send(HttpCall.put(made, new HttpCall.Content.None())).ok()).isTrue();
    URI put = URI.create("%s/%s/messages?%s".formatted(account, queue, query));
    byte[] message =
        "<QueueMessage><MessageText>hello</MessageText></QueueMessage>"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < messages; i++) {
      assertThat(client.send(HttpCall.post(put, new HttpCall.Content.Bytes(message))).status())
          .isEqualTo(201);
    }
  }
}
