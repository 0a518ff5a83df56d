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
    Capacity capacity = Capacity.NONE;
    for (Need need : needs) {
      capacity = capacity.plus(need.capacity());
    }
    return new Bundle(needs, capacity);
  }

  Need first() {
    return needs.getFirst();
  }

  /// Where the first of them was that was anywhere.
  Optional<Former> former() {
    for (Need need : needs) {
      if (need.instance().former().isPresent()) {
        return need.instance().former();
      }
    }
    return Optional.empty();
  }

  boolean suits(NodeClass kind) {
    for (Need need : needs) {
      if (!kind.suits(need.policy())) {
        return false;
      }
    }
    return true;
  }

  int count(String role) {
    int count = 0;
    for (Need need : needs) {
      count += need.roleName().equals(role) ? 1 : 0;
    }
    return count;
  }
}
