package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.api.RackView;
import weftline.model.Capacity;

/// An inventory goes in and comes out again, and shows in the map.
class InventoryCommandTest {
  private static final String HALL =
      """
      {"devices": [
        {"name": "c1", "kind": "container"},
        {"name": "r1", "kind": "rack", "within": "c1"},
        {"name": "s1", "kind": "switch", "within": "r1"},
        {"name": "node-1", "kind": "computer", "within": "r1", "cores": 2,
         "memoryMegabytes": 4096, "diskMegabytes": 500000, "hardware": "gen4", "os": "linux",
         "features": ["ssd"]},
        {"name": "node-2", "kind": "computer", "within": "r1", "cores": 2,
         "memoryMegabytes": 4096, "diskMegabytes": 500000},
        {"name": "node-9", "kind": "computer", "within": "c1", "cores": 2,
         "memoryMegabytes": 4096, "diskMegabytes": 500000}],
       "cables": [{"kind": "network", "from": "s1", "to": "node-1"}]}
      """;

  private static final Terminal PLAIN =
      new Terminal(System.out, System.err, InputStream.nullInputStream(), false, false, 100);

  @TempDir Path home = Path.of("");

  @Test
  void whatWentInComesOut() throws Exception {
    Path hall = Files.writeString(home.resolve("hall.json"), HALL);
    try (PlayedFabric _ = new PlayedFabric(home, 3)) {
      assertThat(run("inventory", "import", hall.toString()).out())
          .isEqualTo("6 devices and 1 cables, 2 fault domains\n");
      CommandRun export = run("inventory", "export");
      Path again = Files.writeString(home.resolve("again.json"), export.out());
      assertThat(run("inventory", "import", again.toString()).out())
          .contains("nothing has changed");
      assertThat(run("map", "--racks").out())
          .isEqualTo(
              """
              in no container  1 rack, 1 up  ░░░░░░░░░░   0 %
                RACK  FD  HARDWARE  CORES USED        INSTANCES  NODES
                -     0   -         ░░░░░░░░░░   0 %  0          1 up
              container c1  2 racks, 2 up, 1 never joined  ░░░░░░░░░░   0 %
                RACK  FD  HARDWARE  CORES USED        INSTANCES  NODES
                -     0   -         ░░░░░░░░░░   0 %  0          0 up, 1 never joined
                r1    1   gen4      ░░░░░░░░░░   0 %  0          2 up
              """);
    }
  }

  @Test
  void aMistakeSaysWhereItIs() throws Exception {
    try (PlayedFabric _ = new PlayedFabric(home, 1)) {
      refuses(HALL.replace("\"switch\"", "\"swich\""), "devices[2].kind is 'swich', not one of");
      refuses(HALL.replace("\"cores\": 2", "\"cores\": -2"), "devices[3].cores is no whole number");
      refuses(HALL.replace("\"to\"", "\"too\""), "cables[0] has 'too', which is not known");
      refuses(HALL.replace("\"from\": \"s1\"", "\"from\": \"s2\""), "s2, which is not listed");
      refuses("[]", "no list 'devices'");
      refuses("{", "no JSON");
    }
  }

  @Test
  void everyMistakeIsToldAtOnce() throws Exception {
    String wrong =
        HALL.replace("\"switch\"", "\"swich\"")
            .replace("\"cores\": 2", "\"cores\": -2")
            .replace("\"to\"", "\"too\"");
    try (PlayedFabric _ = new PlayedFabric(home, 1)) {
      refuses(wrong, "devices[2].kind is 'swich'");
      refuses(wrong, "\n  devices[5].cores is no whole number");
      refuses(wrong, "\n  cables[0] has 'too'");
      refuses(
          HALL.replace(
              "\"from\": \"s1\", \"to\": \"node-1\"", "\"from\": \"node-1\", \"to\": \"s1\""),
          "a cable goes from the computer node-1 to s1: 'from' is what feeds");
      refuses(lostDevices(30), "\n  … and 10 more");
    }
  }

  private static String lostDevices(int count) {
    return IntStream.range(0, count)
        .mapToObj("{\"name\": \"d%d\", \"kind\": \"rock\"}"::formatted)
        .collect(Collectors.joining(", ", "{\"devices\": [", "], \"cables\": []}"));
  }

  @Test
  void manyRacksShareALine() {
    List<RackView> racks = new ArrayList<>();
    for (int rack = 0; rack < 50; rack++) {
      racks.add(rack("r" + rack, rack, rack == 7 ? 1 : 0));
    }

    assertThat(new RackMap(PLAIN).lines(racks))
        .containsExactly(
            "container c1  50 racks, 1999 up, 1 lost  ███░░░░░░░  25 %",
            "  RACK      FD  HARDWARE  CORES USED        INSTANCES  NODES",
            "  r7        7   gen4      ███░░░░░░░  25 %  8          39 up, 1 lost: n7",
            "  49 racks                ███░░░░░░░  25 %  392        1960 up");
  }

  private void refuses(String file, String why) throws Exception {
    Path wrong = Files.writeString(home.resolve("wrong.json"), file);
    CommandRun refused = run("inventory", "import", wrong.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains(why);
  }

  private static RackView rack(String name, int faultDomain, int lost) {
    return new RackView(
        "c1",
        name,
        faultDomain,
        List.of("gen4"),
        40,
        40 - lost,
        0,
        lost,
        0,
        8,
        new Capacity(32_000, 0, 0),
        new Capacity(24_000, 0, 0),
        lost == 0 ? List.of() : List.of("n7"));
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(home, "", arguments);
  }
}
