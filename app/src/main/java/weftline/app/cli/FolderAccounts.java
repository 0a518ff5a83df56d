package weftline.app.cli;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import weftline.controller.api.StorageAccount;
import weftline.controller.api.StorageAccounts;
import weftline.storage.AccountsFile;

/// The storage accounts of a storage folder on this machine.
public record FolderAccounts(AccountsFile file, SecureRandom random)
    implements StorageAccounts, AccountKeeper {
  @Override
  public List<String> names() throws IOException {
    return List.copyOf(file.read().keySet());
  }

  @Override
  public Optional<StorageAccount> find(String name) throws IOException {
    return Optional.ofNullable(file.read().get(name)).map(FolderAccounts::shown);
  }

  @Override
  public StorageAccount create(String name) throws IOException {
    Optional<String> refusal = AccountsFile.refusal(name);
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    return shown(file.create(name, random));
  }

  @Override
  public Optional<StorageAccount> regenerate(String name, StorageAccount.Key key)
      throws IOException {
    if (find(name).isEmpty()) {
      return Optional.empty();
    }
    AccountsFile.Which which = AccountsFile.Which.valueOf(key.name());
    return Optional.of(shown(file.regenerate(name, which, random)));
  }

  @Override
  public boolean delete(String name) throws IOException {
    if (find(name).isEmpty()) {
      return false;
    }
    file.delete(name);
    return true;
  }

  private static StorageAccount shown(AccountsFile.Entry entry) {
    return new StorageAccount(entry.name(), entry.key1(), entry.key2());
  }
}
