package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line against the real controller and its API.
@Order(2)
class LifeOfAServiceTest {
  @TempDir Path home = Path.of("");

  private String shop = "";

  @Test
  void fromBirthToDeath() throws Exception {
    makeShop();
    try (PlayedFabric _ = new PlayedFabric(home, 6)) {
      assertThat(done("plan", shop).out()).contains("✔ it fits: 2 instances");
      assertThat(done("deploy", shop, "--label", "v1").out())
          .contains("✔ deploy shop/production done");
      assertThat(done("status").out()).contains("shop     production  v1").contains("2/2");
      assertThat(done("status", "shop", "-o", "json").out()).contains("\"name\" : \"shop\"");
      assertThat(done("map").out()).contains("web/0 ✔").contains("FD2");
      assertThat(done("scale", "shop", "web=3").out()).contains("✔ scale shop/production done");
      assertThat(done("status").out()).contains("3/3");

      change("value=\"Hello\"", "value=\"Good day\"");
      assertThat(done("config", "shop", shop).out()).contains("done");
      Files.writeString(Path.of(shop, "web", "news.txt"), "second version");
      assertThat(run("plan", shop, "--detailed-exitcode").exitCode()).isEqualTo(ExitCode.CHANGES);
      assertThat(done("upgrade", shop, "--label", "v2").out()).contains("✔ upgrade");
      assertThat(done("status").out()).contains("v2");
      assertThat(done("rollback", "shop").out()).contains("rollback shop/production");
      assertThat(done("deploy", shop, "--slot", "staging", "--label", "v3").out()).contains("✔");
      assertThat(done("swap", "shop", "--yes").out()).contains("✔ swap shop");
      assertThat(done("status").out()).containsPattern("production +v3");

      assertThat(done("drain", "node-1").out()).contains("✔ drain node-1");
      assertThat(done("nodes").out()).containsPattern("node-1 +1 +drained");
      assertThat(done("undrain", "node-1").exitCode()).isZero();
      assertThat(done("explain", "shop/web/0").out()).contains("web_IN_0");
      assertThat(done("wait", "shop").out()).isEqualTo("shop runs\n");
      assertThat(done("delete", "shop", "--slot", "staging", "--yes").out()).contains("✔ delete");
      assertThat(done("delete", "shop", "--confirm", "shop").exitCode()).isZero();
      assertThat(done("status", "-o", "json").out()).isEqualToIgnoringWhitespace("[]");
      assertThat(done("events").out()).contains("shop");
    }
  }

  @Test
  void whatCannotBePlacedSaysWhy() throws Exception {
    makeShop();
    Path definition = Path.of(shop, "ServiceDefinition.csdef");
    Files.writeString(definition, Files.readString(definition).replace("ExtraSmall", "ExtraLarge"));
    try (PlayedFabric _ = new PlayedFabric(home, 3)) {
      CommandRun run = run("deploy", shop);

      assertThat(run.exitCode()).isEqualTo(ExitCode.UNPLACEABLE);
      assertThat(run.err()).contains("cannot be placed").contains("wfl explain shop");
      assertThat(done("explain", "shop/web/0").out())
          .contains("3 nodes looked at, 0 fit")
          .contains("needs 8 cores, 2 free");
    }
  }

  @Test
  void refusalsAreExplained() throws Exception {
    makeShop();
    try (PlayedFabric _ = new PlayedFabric(home, 3)) {
      done("deploy", shop);

      assertThat(run("deploy", shop).exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run("walk", "shop").exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run("status", "shoe").err()).contains("there is no service 'shoe'");
      assertThat(run("chaos", "kill", "fd", "1").err()).contains("wfl dev");
      Files.writeString(home.resolve(".weftline/dev/token"), "wrong");
      assertThat(run("status").exitCode()).isEqualTo(ExitCode.NOT_ALLOWED);
    }
  }

  private void makeShop() {
    shop = home.resolve("shop").toString();
    done("new", "web", shop);
  }

  private void change(String found, String replacement) throws IOException {
    Path file = Path.of(shop, "ServiceConfiguration.cscfg");
    Files.writeString(file, Files.readString(file).replace(found, replacement));
  }

  private CommandRun done(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.err()).as(String.join(" ", arguments)).isEmpty();
    assertThat(run.exitCode()).as(String.join(" ", arguments)).isZero();
    return run;
  }

  private CommandRun run(String... arguments) {
    return CommandRun.at(home, Map.of(), Clock.systemUTC(), arguments);
  }
}
