package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells how the containers of the fabric are.
public final class Containers {
  private Containers() {}

  /// One container.
  ///
  /// @param withdrawal what is known of its last time out; one that is out has not returned
  public record Summary(
      String name, int nodes, int faulty, int offline, Optional<Withdrawal> withdrawal) {
    public boolean isOut() {
      return withdrawal.filter(one -> !one.returned()).isPresent();
    }
  }

  public static List<Summary> of(State state) {
    List<Summary> all = new ArrayList<>();
    state
        .indexes()
        .census()
        .containers()
        .forEach((name, stock) ->
            all.add(
                new Summary(
                    name,
                    stock.nodes().size(),
                    stock.faulty().size(),
                    stock.offline().size(),
                    state.upkeep().withdrawals().get(name))));
    return all;
  }
}
