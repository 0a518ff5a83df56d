package weftline.net;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Bodies that drip in are cut off; those that somebody here holds up are not.
class BodyWatchTest {
  private static final int LEAST = 100;

  private final List<String> ended = new ArrayList<>();
  private final BodyWatch watch = new BodyWatch(LEAST);
  private final BodyWatch.Body body = watch.begin(() -> ended.add("body"));

  @Test
  void endsABodyThatComesTooSlowlyForLong() {
    body.want(1_000);
    for (int look = 0; look < BodyWatch.LOOKS_MAX; look++) {
      body.came(LEAST - 1);
      watch.look();
    }
    assertThat(ended).isEmpty();

    watch.look();
    look(10);

    assertThat(ended).containsExactly("body");
  }

  @Test
  void aBodyThatHasHurriedBeginsAgain() {
    body.want(1_000);
    look(BodyWatch.LOOKS_MAX);
    body.came(LEAST);
    watch.look();
    look(BodyWatch.LOOKS_MAX);

    assertThat(ended).isEmpty();
  }

  @Test
  void waitsAsLongAsItsReaderForOneThatIsHeldUpHere() {
    body.want(1);
    body.came(1);
    look(100);
    assertThat(ended).isEmpty();

    body.want(1);
    look(BodyWatch.LOOKS_MAX + 1);
    assertThat(ended).containsExactly("body");
  }

  @Test
  void oneThatIsDoneIsLeftAlone() {
    body.want(1);
    body.done();
    look(100);

    assertThat(ended).isEmpty();
  }

  @Test
  void cutsOffAClientThatDripsItsBody() throws IOException {
    int length = Integer.MAX_VALUE;
    HttpLimits limits =
        ServerFixture.LIMITS.withIdle(Duration.ofMillis(200)).withBodyRate(Integer.MAX_VALUE);
    try (ServerFixture fixture =
            ServerFixture.with(
                limits, request -> request.body(length).thenApply(_ -> Response.of(200)));
        RawConnection connection = fixture.connect()) {
      connection.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n");

      assertThatThrownBy(
              () -> {
                while (true) {
                  connection.send("y");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void cutsOffAClientThatTakesItsAnswerInDrops() throws Exception {
    HttpLimits limits =
        ServerFixture.LIMITS.withIdle(Duration.ofMillis(200)).withBodyRate(Integer.MAX_VALUE);
    var end = new CompletableFuture<IOException>();
    try (ServerFixture fixture =
            ServerFixture.with(
                limits,
                request -> completedStage(Response.stream(200, "a/b", out -> endless(out, end))));
        RawConnection connection = fixture.connect()) {
      connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThatThrownBy(
              () -> {
                while (connection.read() >= 0) {}
                throw new IOException("the end");
              })
          .isInstanceOf(IOException.class);
      assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(ClientGoneException.class);
    }
  }

  private static void endless(OutputStream out, CompletableFuture<IOException> end)
      throws IOException {
    try {
      while (true) {
        out.write(new byte[1 << 16]);
      }
    } catch (IOException e) {
      end.complete(e);
      throw e;
    }
  }

  @Test
  void aConnectionLivesOnAfterABodyThatNobodyRead() throws IOException {
    HttpLimits limits = ServerFixture.LIMITS.withBodyRate(Integer.MAX_VALUE);
    try (ServerFixture fixture =
            ServerFixture.with(
                limits, request -> completedStage(Response.text(200, request.rawPath())));
        RawConnection connection = fixture.connect()) {
      connection.send("PUT /one HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
      connection.readUntil("/one");
      connection.send("x".repeat(100_000));
      connection.send("GET /two HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(connection.readUntil("/two")).contains("200");
    }
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      watch.look();
    }
  }
}
