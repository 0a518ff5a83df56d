package weftline.storage;

/// Where the accounts are looked up, which may change while the server runs.
@FunctionalInterface
public interface AccountSource {
  /// Those of now. Asked for with every request.
  Accounts accounts();
}
