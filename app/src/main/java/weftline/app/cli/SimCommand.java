package weftline.app.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.net.Json;
import weftline.sim.Plan;
import weftline.sim.Simulation;
import weftline.sim.Story;
import weftline.sim.Trace;

/// Tells stories of a fabric with bad luck, and says which end badly.
@Command(
    name = "sim",
    header = "Try the controller and the agents in a simulator with faults.",
    description = {
      "Each seed is one story on virtual time: tenants change their minds, nodes, agents and the",
      "controllers die, messages are lost, disks fill, clocks jump. One story of four has a group",
      "of three controllers; in some, controllers or agents are of an earlier version. The fabric's",
      "promises are checked after every event. A story that breaks one is made as short as it goes."
    },
    footer = {
      "",
      "Examples:",
      "  wfl sim --seeds 1000",
      "  wfl sim --seed 4711 --trace",
      "  wfl sim chicago"
    })
final class SimCommand implements Callable<Integer> {
  private static final int PROGRESS_EVERY = 100;

  private final Session session;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many stories. Default: ${DEFAULT-VALUE}")
  private int seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "F",
      defaultValue = "1",
      description = "The first of them. Default: ${DEFAULT-VALUE}")
  private long firstSeed;

  @Option(names = "--seed", paramLabel = "S", description = "Tell this story alone.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--trace", description = "Say what happens in it.")
  private boolean trace;

  @Mixin private final OutputOptions output = new OutputOptions();

  SimCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (seeds < 1) {
      throw CommandFailure.usage("--seeds is " + seeds, "ask for one story or more");
    }
    if (trace && seed.isEmpty()) {
      throw CommandFailure.usage("--trace needs one story", "name it with --seed");
    }
    List<Story> failed = seed.isPresent() ? one(seed.get()) : many();
    if (output.isJson()) {
      output
          .terminal(session)
          .out()
          .println(Json.pretty(failed.stream().map(SimCommand::view).toList()));
    }
    return failed.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<Story> one(long number) {
    Story story = Simulation.tell(Plan.of(number), trace ? this::line : Trace.NONE);
    say(
        "seed %d, %s: %s, %d events in %d min"
            .formatted(
                number,
                story.plan().cast(),
                story.failure().orElse("every promise kept"),
                story.events(),
                story.virtualTime().toMinutes()));
    return story.isFine() ? List.of() : List.of(story);
  }

  private List<Story> many() {
    List<Story> failed = new ArrayList<>();
    long events = 0;
    int groups = 0;
    for (long number = firstSeed; number < firstSeed + seeds; number++) {
      Story story = Simulation.tell(Plan.of(number), Trace.NONE);
      events += story.events();
      groups += story.plan().cast().controllers() > 1 ? 1 : 0;
      if (!story.isFine()) {
        Story shortest = Simulation.shrink(story);
        failed.add(shortest);
        say(
            "seed %d, %s: %s (still so with %s, %d actions, faults %s; wfl sim --seed %d --trace)"
                .formatted(
                    number,
                    story.plan().cast(),
                    story.failure().orElse(""),
                    shortest.plan().cast(),
                    shortest.plan().actions(),
                    shortest.plan().faults(),
                    number));
      }
      long told = number - firstSeed + 1;
      if (told % PROGRESS_EVERY == 0 && told < seeds) {
        output.terminal(session).err().println("%d of %d stories".formatted(told, seeds));
      }
    }
    say(
        "%d stories, %d of them of three controllers, %d events, %d ended badly"
            .formatted(seeds, groups, events, failed.size()));
    return failed;
  }

  private void line(Instant at, String what) {
    say(at + "  " + what);
  }

  private void say(String line) {
    if (!output.isJson()) {
      output.terminal(session).out().println(line);
    }
  }

  private static Map<String, Object> view(Story story) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("seed", story.plan().seed());
    view.put("cast", story.plan().cast().toString());
    view.put("actions", story.plan().actions());
    view.put("faults", story.plan().faults());
    view.put("failure", story.failure().orElse(""));
    return view;
  }
}
