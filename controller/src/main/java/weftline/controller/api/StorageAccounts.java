package weftline.controller.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The accounts of the storage that belongs to a fabric, for those who operate it.
public interface StorageAccounts {
  /// In order; without those that are there by themselves, such as the development account.
  List<String> names() throws IOException;

  Optional<StorageAccount> find(String name) throws IOException;

  /// Makes an account with two new keys.
  ///
  /// @throws IllegalArgumentException if none can be called so, with a sentence for people
  StorageAccount create(String name) throws IOException;

  /// Makes one of the keys anew; nothing if there is no such account.
  Optional<StorageAccount> regenerate(String name, StorageAccount.Key key) throws IOException;

  /// Lets nobody in any more, and keeps what is stored. Says whether there was such an account.
  boolean delete(String name) throws IOException;
}
