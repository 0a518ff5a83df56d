package weftline.sim;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Carries messages between nodes and the controller: late, in another order, twice or not at all.
final class Wire {
  private static final int DELAY_MILLIS_MAX = 40;
  private static final int SLOW_MILLIS_MAX = 15_000;
  private static final int ECHO_MILLIS_MAX = 8_000;

  private final Agenda agenda;
  private final RandomGenerator dice;
  private final Set<String> deaf = new TreeSet<>();
  private final Set<String> mute = new TreeSet<>();
  private boolean rough;
  private boolean echoing;

  Wire(Agenda agenda, RandomGenerator dice) {
    this.agenda = agenda;
    this.dice = dice;
  }

  /// From a node to the controller.
  void up(String node, Runnable arrival) {
    carry(mute.contains(node), arrival);
  }

  /// The same, for what is worth less with every moment.
  void report(String node, Runnable arrival) {
    up(node, arrival);
    if (echoing && !mute.contains(node)) {
      agenda.in(Duration.ofMillis(dice.nextInt(ECHO_MILLIS_MAX)), arrival);
    }
  }

  /// From the controller to a node.
  void down(String node, Runnable arrival) {
    carry(deaf.contains(node), arrival);
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

  void mend(String node) {
    mute.remove(node);
    deaf.remove(node);
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
