package weftline.agent;

/// What can be seen of a run.
///
/// @param detail one line for people; may be empty
public record Sighting(RunState state, String detail) {
  static Sighting of(RunState state) {
    return new Sighting(state, "");
  }
}
