package weftline.core;

import java.util.List;
import java.util.Optional;
import weftline.core.Instance.Former;
import weftline.model.Capacity;

/// Instances that go to one node: one alone, or those of roles that are together.
record Bundle(List<Need> needs, Capacity capacity) {
  Bundle {
    needs = List.copyOf(needs);
  }

  static Bundle of(List<Need> needs) {
    return new Bundle(
        needs, needs.stream().map(Need::capacity).reduce(Capacity.NONE, Capacity::plus));
  }

  Need first() {
    return needs.getFirst();
  }

  /// Where the first of them was that was anywhere.
  Optional<Former> former() {
    return needs.stream().flatMap(need -> need.instance().former().stream()).findFirst();
  }

  boolean suits(NodeClass kind) {
    return needs.stream().allMatch(need -> kind.suits(need.policy()));
  }

  int count(String role) {
    return (int) needs.stream().filter(need -> need.roleName().equals(role)).count();
  }
}
