package weftline.storage.compatibility;

/// Uses one operation as a client does, and checks what becomes of it.
@FunctionalInterface
interface Trial {
  void run(Scene scene) throws Exception;

  /// Where a trial ends that has seen the operation do something else than Azure does, on purpose.
  final class DiffersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DiffersException(String how) {
      super(how);
    }
  }
}
