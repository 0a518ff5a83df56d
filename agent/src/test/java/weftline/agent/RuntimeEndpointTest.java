package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The pipes between an agent and a role, byte by byte.
@Timeout(30)
class RuntimeEndpointTest {
  private static final Goals WEB = Goals.running("true");

  @TempDir private Path folder;
  private final BlockingQueue<CurrentState> said = new LinkedBlockingQueue<>();
  private RuntimeEndpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = RuntimeEndpoint.open(folder, OptionalInt.empty());
    Thread.ofPlatform().daemon().start(() -> endpoint.listen(said::add));
  }

  @AfterEach
  void close() throws IOException {
    endpoint.close();
  }

  @Test
  void theVersionFileNamesTheGoalPipe() throws IOException {
    assertThat(Files.readString(endpoint.versionFile()))
        .contains("version=\"2011-03-08\"", "path=\"" + folder.resolve("goal") + "\"");
  }

  @Test
  void aRoleThatComesLaterFindsEveryGoalAndEveryEnvironment() throws IOException {
    endpoint.publish(document("25"));
    endpoint.publish(document("30"));
    endpoint.expectStopped();
    try (var goals = new FileInputStream(folder.resolve("goal").toFile())) {
      assertThat(frame(goals)).contains("<Incarnation>1<", "Started", "env.1.xml");
      assertThat(frame(goals)).contains("<Incarnation>2<", "Started", "env.2.xml");
      assertThat(frame(goals)).contains("<Incarnation>3<", "Stopped", "env.2.xml");
    }
    assertThat(folder.resolve("env.1.xml")).content().contains("value=\"25\"");
    assertThat(folder.resolve("env.2.xml")).content().contains("value=\"30\"");
  }

  @Test
  void nothingNewIsNotPublished() throws IOException {
    endpoint.publish(document("25"));
    endpoint.publish(document("25"));
    assertThat(folder.resolve("env.2.xml")).doesNotExist();
  }

  @Test
  void knowsWhetherSomebodyReads() throws IOException {
    endpoint.publish(document("25"));
    assertThat(endpoint.hasReader()).isFalse();
    try (var goals = new FileInputStream(folder.resolve("goal").toFile())) {
      frame(goals);
    }
    assertThat(endpoint.hasReader()).isTrue();
  }

  @Test
  void aRoleThatNeverReadsDoesNotBlockTheAgent() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      endpoint.publish(document("price " + i));
    }
    assertThat(endpoint.hasReader()).isFalse();
    try (var goals = new FileInputStream(folder.resolve("goal").toFile())) {
      String frame = frame(goals);
      String environment =
          frame.substring(frame.indexOf("<RoleEnvironmentPath>") + 21, frame.indexOf("</RoleEnv"));
      assertThat(Path.of(environment)).exists();
    }
  }

  @Test
  void hearsWhatRolesSayEvenInPieces() throws Exception {
    say("<CurrentState><StatusLease ClientId=\"a\"><Acq");
    say("uire><Status>Busy</Status></Acquire></StatusLease></CurrentState><CurrentState>");
    say("<StatusLease ClientId=\"a\"><Release/></StatusLease></CurrentState>");
    assertThat(said.take()).isInstanceOf(CurrentState.Acquire.class);
    assertThat(said.take()).isEqualTo(new CurrentState.Release("a"));
  }

  @Test
  void nonsenseIsIgnored() throws Exception {
    say("nonsense</CurrentState>");
    say("<CurrentState><StatusLease ClientId=\"b\"><Release/></StatusLease></CurrentState>");
    assertThat(said.take()).isEqualTo(new CurrentState.Release("b"));
  }

  @Test
  void aPathThatRolesCannotBeToldIsRefused() {
    assertThatThrownBy(() -> RuntimeEndpoint.open(folder.resolve("größe"), OptionalInt.empty()))
        .hasMessageContaining("ASCII");
  }

  private void say(String text) throws IOException {
    try (var state = new FileOutputStream(folder.resolve("state").toFile())) {
      state.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String frame(FileInputStream goals) throws IOException {
    var digits = new StringBuilder();
    for (int next = goals.read(); next != '\r'; next = goals.read()) {
      digits.append((char) next);
    }
    assertThat(goals.read()).isEqualTo('\n');
    byte[] frame = goals.readNBytes(Integer.parseInt(digits.toString(), 16));
    assertThat(goals.readNBytes(2)).isEqualTo(new byte[] {'\r', '\n'});
    return new String(frame, StandardCharsets.US_ASCII);
  }

  private static RoleEnvironmentDocument document(String price) {
    return new RoleEnvironmentDocument(WEB.settings(Map.of("Price", price)).goal(), Map.of(), true);
  }
}
