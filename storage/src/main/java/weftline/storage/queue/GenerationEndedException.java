package weftline.storage.queue;

/// The queue was deleted or cleared after the request had found it; it is worth looking again.
final class GenerationEndedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GenerationEndedException(long generation) {
    super("Generation " + generation + " has ended.", null, false, false);
  }
}
