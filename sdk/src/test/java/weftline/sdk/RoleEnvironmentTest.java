package weftline.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A role's view of the fabric, over real pipes.
@Timeout(20)
class RoleEnvironmentTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @TempDir private Path folder;
  private FakeAgent agent;
  private RoleEnvironment environment;

  @BeforeEach
  void connect() throws IOException, InterruptedException {
    agent = FakeAgent.open(folder);
    agent.publish("25", 1);
    environment =
        RoleEnvironment.connect(
            agent.versionFile(), RoleEnvironmentTest::daemon, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() throws IOException {
    agent.close();
  }

  @Test
  void readsWhatTheFabricSays() {
    assertThat(environment.instanceName()).isEqualTo("web_IN_0");
    assertThat(environment.roleName()).isEqualTo("web");
    assertThat(environment.deploymentId()).isEqualTo("shop-1");
    assertThat(environment.isEmulated()).isTrue();
    assertThat(environment.setting("Price")).contains("25");
    assertThat(environment.setting("Colour")).isEmpty();
    assertThat(environment.endpoint("http").orElseThrow().port()).isEqualTo(20_000);
    assertThat(environment.localStorage("cache").orElseThrow())
        .isEqualTo(new LocalStorage("cache", folder.resolve("cache"), 10));
    assertThat(environment.current().faultDomain()).isEqualTo(2);
  }

  @Test
  void listsTheInstancesOfARoleWithItself() {
    assertThat(environment.instances("web"))
        .extracting(Instance::name)
        .containsExactly("web_IN_0", "web_IN_1");
    assertThat(environment.instances("nobody")).isEmpty();
  }

  @Test
  void saysHowTheRoleIs() throws IOException {
    environment.busy(Duration.ofMinutes(1));
    assertThat(agent.nextReport())
        .contains("<Status>Busy</Status>", "<Expiration>2026-11-21T09:01:00Z</Expiration>");
    environment.ready();
    assertThat(agent.nextReport())
        .contains("<Status>Started</Status>", "<Expiration>9999-12-31T23:59:59Z</Expiration>");
    environment.clearStatus();
    assertThat(agent.nextReport()).contains("<Release/>");
    environment.requestRecycle();
    assertThat(agent.nextReport()).contains("<Status>Recycle</Status>");
  }

  @Test
  void hearsOfANewSettingAndSaysAgainHowItIs() throws Exception {
    var heard = new LinkedBlockingQueue<List<Change>>();
    environment.onChange(heard::add);
    environment.ready();
    agent.nextReport();

    agent.publish("30", 1);

    assertThat(heard.take()).containsExactly(new Change.Setting("Price"));
    assertThat(environment.setting("Price")).contains("30");
    assertThat(agent.nextReport()).contains("<Incarnation>2</Incarnation>", "Started");
  }

  @Test
  void hearsOfANewPeer() throws Exception {
    var heard = new LinkedBlockingQueue<List<Change>>();
    environment.onChange(heard::add);

    agent.publish("25", 2);

    assertThat(heard.take()).containsExactly(new Change.Topology("web"));
    assertThat(environment.instances("web")).hasSize(3);
  }

  @Test
  void asksForAFreshProcessWhenAHandlerRefusesTheChange() throws IOException {
    environment.onChanging(changes -> false);

    agent.publish("30", 1);

    assertThat(agent.nextReport()).contains("<Status>Recycle</Status>");
    assertThat(environment.setting("Price")).contains("25");
  }

  @Test
  void stopsAfterItsHandlersHaveReturned() throws Exception {
    var called = new LinkedBlockingQueue<String>();
    environment.onStopping(() -> {
      throw new IllegalStateException("a handler that fails");
    });
    environment.onStopping(() -> called.add("stopping"));

    agent.stop();

    assertThat(agent.nextReport()).contains("<Status>Stopped</Status>");
    assertThat(called).containsExactly("stopping");
  }

  @Test
  void refusesAnAgentThatSpeaksAnotherVersion() throws IOException {
    Path other = folder.resolve("other");
    Files.writeString(
        other, "<RuntimeServerDiscovery><RuntimeServerEndpoints/></RuntimeServerDiscovery>");

    assertThatThrownBy(() -> RoleEnvironment.connect(other, Thread::new, InstantSource.fixed(NOW)))
        .hasMessageContaining("2011-03-08");
  }

  @Test
  void refusesADocumentWithADoctype() throws IOException {
    Path other = folder.resolve("other");
    Files.writeString(other, "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>");

    assertThatThrownBy(() -> RoleEnvironment.connect(other, Thread::new, InstantSource.fixed(NOW)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void saysWhyThereIsNoFabric() {
    assertThat(RoleEnvironment.isAvailable()).isFalse();
    assertThatThrownBy(RoleEnvironment::connect).hasMessageContaining("WaRuntimeEndpoint");
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
