package weftline.sim.chicago;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Written while a day goes on.
final class Diary {
  private final Mind mind;
  private final Fleet fleet;
  private final String title;
  private final Consumer<String> say;
  private final List<String> lines = new ArrayList<>();
  private final List<Integer> away = new ArrayList<>();
  private final Instant began;
  private final long thoughtBefore;
  private final long eventsBefore;
  private List<Double> wounds = List.of();

  Diary(Mind mind, Fleet fleet, String title, Consumer<String> say) {
    this.mind = mind;
    this.fleet = fleet;
    this.title = title;
    this.say = say;
    this.began = mind.now();
    this.thoughtBefore = mind.nanosThought();
    this.eventsBefore = mind.events();
    say.accept(title);
  }

  /// Notes a sentence, with the time since the day began.
  void note(String sentence) {
    String line = "  %6d s  %s".formatted(age().toSeconds(), sentence);
    lines.add(line);
    say.accept(line);
  }

  void second() {
    away.add(fleet.away());
  }

  void wounds(List<Double> byContainer) {
    wounds = byContainer;
  }

  Duration age() {
    return Duration.between(began, mind.now());
  }

  Duration thought() {
    return Duration.ofNanos(mind.nanosThought() - thoughtBefore);
  }

  Day end() {
    note(
        "the day is over: %,d events; the controller worked for %.2f s"
            .formatted(mind.events() - eventsBefore, thought().toMillis() / 1_000.0));
    return new Day(title, lines, mind.events() - eventsBefore, age(), thought(), away, wounds);
  }
}
