package weftline.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weftline.controller.api.StorageAccount;

/// Where the command line finds storage accounts: in a folder, or behind a fabric. As
/// [weftline.controller.api.StorageAccounts], whose words it repeats, but may fail as commands do.
interface AccountKeeper {
  List<String> names() throws IOException, CommandFailure;

  Optional<StorageAccount> find(String name) throws IOException, CommandFailure;

  StorageAccount create(String name) throws IOException, CommandFailure;

  Optional<StorageAccount> regenerate(String name, StorageAccount.Key key)
      throws IOException, CommandFailure;

  boolean delete(String name) throws IOException, CommandFailure;
}
