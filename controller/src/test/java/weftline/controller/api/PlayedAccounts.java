package weftline.controller.api;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Storage accounts without a storage. Their keys are numbers.
final class PlayedAccounts implements StorageAccounts {
  private final SortedMap<String, StorageAccount> accounts = new TreeMap<>();
  private int made;

  @Override
  public List<String> names() {
    return List.copyOf(accounts.keySet());
  }

  @Override
  public Optional<StorageAccount> find(String name) {
    return Optional.ofNullable(accounts.get(name));
  }

  @Override
  public StorageAccount create(String name) {
    if (name.length() < 3) {
      throw new IllegalArgumentException("'" + name + "' is too short.");
    }
    return kept(new StorageAccount(name, key(), key()));
  }

  @Override
  public Optional<StorageAccount> regenerate(String name, StorageAccount.Key key) {
    return find(name)
        .map(before ->
            switch (key) {
              case KEY1 -> kept(new StorageAccount(name, key(), before.key2()));
              case KEY2 -> kept(new StorageAccount(name, before.key1(), key()));
            });
  }

  @Override
  public boolean delete(String name) {
    return Optional.ofNullable(accounts.remove(name)).isPresent();
  }

  private StorageAccount kept(StorageAccount account) {
    accounts.put(account.name(), account);
    return account;
  }

  private String key() {
    made++;
    return String.valueOf(made);
  }
}
