package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What each thing may be: what was acknowledged last, or what was asked for since.
final class Promises {
  private final Map<String, List<Optional<String>>> possible = new TreeMap<>();
  private int left;
  private Runnable breaking = () -> {};

  /// Before a request is sent that would make the thing so.
  synchronized void ask(String thing, Optional<String> state) {
    possible.computeIfAbsent(thing, _ -> new ArrayList<>(List.of(Optional.empty()))).add(state);
  }

  /// After its answer.
  synchronized void acknowledge(String thing, Optional<String> state) {
    possible.put(thing, new ArrayList<>(List.of(state)));
    left--;
    if (left == 0) {
      breaking.run();
    }
  }

  /// Does this when so many more have been acknowledged.
  synchronized void breakAfter(int acknowledged, Runnable what) {
    left = acknowledged;
    breaking = what;
  }

  /// Forgets what is not looked at any more.
  synchronized void forget(String prefix) {
    possible.keySet().removeIf(thing -> thing.startsWith(prefix));
  }

  synchronized List<String> things(String prefix) {
    return possible.keySet().stream().filter(thing -> thing.startsWith(prefix)).toList();
  }

  /// What is found must be possible, and is what the thing is from now on.
  synchronized void check(String thing, Optional<String> found) {
    assertThat(possible.get(thing)).as(thing).contains(found);
    possible.put(thing, new ArrayList<>(List.of(found)));
  }
}
