package weftline.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weftline.controller.api.StorageAccount;

/// The storage accounts of a fabric, by its management API.
record FabricAccounts(Fabric fabric) implements AccountKeeper {
  private static final String ACCOUNTS = "/v1/storage/accounts";

  @Override
  public List<String> names() throws CommandFailure {
    return Fabric.tree(fabric.client().get(ACCOUNTS)).at("accounts").items().stream()
        .flatMap(name -> name.text().stream())
        .toList();
  }

  @Override
  public Optional<StorageAccount> find(String name) throws CommandFailure {
    return ifThere(() -> fabric.client().get(path(name)));
  }

  @Override
  public StorageAccount create(String name) throws CommandFailure {
    return Fabric.one(fabric.client().put(path(name)), StorageAccount.class);
  }

  @Override
  public Optional<StorageAccount> regenerate(String name, StorageAccount.Key key)
      throws CommandFailure {
    Map<String, String> body = Map.of("key", key.name().toLowerCase(Locale.ROOT));
    return ifThere(() -> fabric.client().post(path(name) + "/regenerate", body));
  }

  @Override
  public boolean delete(String name) throws CommandFailure {
    try {
      fabric.client().delete(path(name));
      return true;
    } catch (CommandFailure e) {
      if (e.isNotFound()) {
        return false;
      }
      throw e;
    }
  }

  private static Optional<StorageAccount> ifThere(Question question) throws CommandFailure {
    try {
      return Optional.of(Fabric.one(question.ask(), StorageAccount.class));
    } catch (CommandFailure e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String path(String name) {
    return ACCOUNTS + "/" + Fabric.encoded(name);
  }

  /// Asks for one account.
  @FunctionalInterface
  private interface Question {
    byte[] ask() throws CommandFailure;
  }
}
