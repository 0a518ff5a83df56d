package weftline.sim;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Carries messages between nodes and controllers: late, in another order, twice or not at all.
final class Wire {
  private static final int DELAY_MILLIS_MAX = 40;
  private static final int SLOW_MILLIS_MAX = 15_000;
  private static final int ECHO_MILLIS_MAX = 8_000;
  private static final int LOST_EVERY = 10;

  private final Agenda agenda;
  private final RandomGenerator dice;
  private final Set<String> deaf = new TreeSet<>();
  private final Set<String> mute = new TreeSet<>();
  private final Set<String> cuts = new TreeSet<>();
  private boolean rough;
  private boolean echoing;

  Wire(Agenda agenda, RandomGenerator dice) {
    this.agenda = agenda;
    this.dice = dice;
  }

  /// From a node to a controller.
  void up(String node, String controller, Runnable arrival) {
    carry(isCut(node, controller), arrival);
  }

  /// The same, for what is worth less with every moment.
  void report(String node, String controller, Runnable arrival) {
    up(node, controller, arrival);
    if (echoing && !isCut(node, controller)) {
      agenda.in(Duration.ofMillis(dice.nextInt(ECHO_MILLIS_MAX)), arrival);
    }
  }

  /// From a controller to a node.
  void down(String controller, String node, Runnable arrival) {
    carry(isCut(controller, node), arrival);
  }

  /// A letter from one controller to another.
  void mail(String from, String to, Runnable arrival) {
    carry(isCut(from, to), arrival);
  }

  /// What one controller passes on to another for somebody else: never twice.
  void pass(String from, String to, Runnable arrival) {
    int delay = 1 + dice.nextInt(DELAY_MILLIS_MAX);
    boolean lost = rough && dice.nextInt(LOST_EVERY) == 0;
    if (!isCut(from, to) && !lost) {
      agenda.in(Duration.ofMillis(delay), arrival);
    }
  }

  /// Whether messages get lost, doubled and much delayed.
  void rough(boolean nowRough) {
    rough = nowRough;
  }

  /// Whether what nodes report comes twice.
  void echo(boolean nowEchoing) {
    echoing = nowEchoing;
  }

  /// Nothing more comes from the node.
  void mute(String node) {
    mute.add(node);
  }

  /// Nothing more reaches the node.
  void deafen(String node) {
    deaf.add(node);
  }

  /// Nothing more gets from the one to the other.
  void cut(String from, String to) {
    cuts.add(way(from, to));
  }

  void mend(String node) {
    mute.remove(node);
    deaf.remove(node);
    cuts.removeIf(way -> way.startsWith(way(node, "")));
  }

  private boolean isCut(String from, String to) {
    return mute.contains(from) || deaf.contains(to) || cuts.contains(way(from, to));
  }

  private static String way(String from, String to) {
    return from + ">" + to;
  }

  private void carry(boolean cut, Runnable arrival) {
    int fate = dice.nextInt(20);
    int slow = dice.nextInt(SLOW_MILLIS_MAX);
    int delay = 1 + dice.nextInt(DELAY_MILLIS_MAX);
    if (cut || (rough && fate < 2)) {
      return;
    }
    agenda.in(Duration.ofMillis(rough && fate < 4 ? slow : delay), arrival);
    if (rough && fate == 5) {
      agenda.in(Duration.ofMillis(slow), arrival);
    }
  }
}
