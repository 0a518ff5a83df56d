package weftline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Cables that can be cut, where root runs the test.
class SiteTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int ANSWER_MILLIS = 500;

  /// No process can have this number.
  private static final String STALE = "wfl4999999-n1";

  private Site site = new LoopbackSite(0);

  @BeforeEach
  void lay() throws IOException, InterruptedException {
    try {
      Tool.run("ip", "netns", "add", STALE);
      site = CabledSite.lay();
    } catch (IOException e) {
      abort("there are no network namespaces here: " + e.getMessage());
    }
    site.entrance("c1");
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  @Test
  void whoIsCutOffIsNotHeardUntilTheCableIsMended() throws IOException, InterruptedException {
    awaitHeard();

    site.cut("c1", 0);

    assertThat(isHeard()).isFalse();
    site.mend("c1", 0);
    awaitHeard();
  }

  @Test
  void whoIsMuteIsNotHeard() throws IOException, InterruptedException {
    awaitHeard();

    site.mute("c1");

    assertThat(isHeard()).isFalse();
    site.mend("c1", 0);
    awaitHeard();
  }

  @Test
  void whatAKilledTestHasLeftIsClearedAway() throws IOException, InterruptedException {
    assertThat(Tool.run("ip", "netns", "list")).noneMatch(line -> line.startsWith(STALE));
  }

  @Test
  void nothingIsLeft() throws IOException, InterruptedException {
    Site before = site;
    site = new LoopbackSite(0);
    before.close();

    assertThat(Tool.run("ip", "netns", "list")).noneMatch(SiteTest::isOurs);
    assertThat(Tool.run("ip", "-brief", "link")).noneMatch(SiteTest::isOurs);
  }

  @Test
  void everybodyHasAnAddressOfItsOwn() {
    List<String> programs = List.of("b1", "c1", "c4", "n1", "n12", "s1");

    for (Site each : List.of(site, new LoopbackSite(1_500))) {
      assertThat(programs.stream().map(each::host)).doesNotHaveDuplicates();
    }
    assertThat(Stream.of(new LoopbackSite(1_500), new LoopbackSite(1_800)).map(at -> at.host("c1")))
        .doesNotHaveDuplicates();
  }

  private void awaitHeard() {
    Await.until("an answer", PATIENCE, this::isHeard);
  }

  private boolean isHeard() {
    try {
      return InetAddress.getByName(site.host("c1")).isReachable(ANSWER_MILLIS);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOurs(String line) {
    return line.startsWith("wfl%d-".formatted(ProcessHandle.current().pid()));
  }
}
