package weftline.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// Everything the fabric tells a role at one moment. Immutable.
///
/// @param roles the other instances of the deployment by role
record Environment(
    String deployment,
    boolean emulated,
    Instance current,
    Map<String, String> settings,
    Map<String, LocalStorage> storage,
    Map<String, List<Instance>> roles) {

  List<Change> changesTo(Environment next) {
    List<Change> changes = new ArrayList<>();
    for (String name : differing(settings, next.settings)) {
      changes.add(new Change.Setting(name));
    }
    for (String role : differing(withCurrent(), next.withCurrent())) {
      changes.add(new Change.Topology(role));
    }
    return changes;
  }

  /// The instances of one role, this one included if it is of that role.
  List<Instance> instances(String role) {
    return withCurrent().getOrDefault(role, List.of());
  }

  Map<String, List<Instance>> withCurrent() {
    Map<String, List<Instance>> all = new LinkedHashMap<>(roles);
    List<Instance> own = new ArrayList<>(roles.getOrDefault(current.role(), List.of()));
    own.add(current);
    own.sort((left, right) -> left.name().compareTo(right.name()));
    all.put(current.role(), List.copyOf(own));
    return all;
  }

  private static <V> List<String> differing(Map<String, V> before, Map<String, V> after) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .toList();
  }
}
