package weftline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weftline.storage.AccountsFile;

/// `wfl storage account`: who has a key to a storage folder.
@Command(
    name = "account",
    header = "Make, list and end storage accounts, and renew their keys.",
    description = {
      "",
      "The accounts are in accounts.json in the storage folder, which you alone can read.",
      "A running server notices changes within a second or two."
    },
    subcommands = {
      StorageAccountCommand.Create.class,
      StorageAccountCommand.ListAll.class,
      StorageAccountCommand.Keys.class,
      StorageAccountCommand.Regenerate.class,
      StorageAccountCommand.Delete.class
    },
    footer = {
      "",
      "Example:",
      "  wfl storage account create shop --data store",
      "  wfl storage account regenerate shop key1 --data store"
    })
final class StorageAccountCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say create, list, keys, regenerate or delete");
  }

  /// In which folder.
  static final class Folder {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "The storage folder.")
    private Path data = Path.of("");

    AccountsFile file() {
      return new AccountsFile(data.resolve(AccountsFile.NAME));
    }

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    void show(AccountsFile.Entry entry) {
      out().println("key1 " + entry.key1());
      out().println("key2 " + entry.key2());
    }
  }

  /// Makes an account.
  @Command(name = "create", header = "Make an account with two new keys, and print them.")
  static final class Create implements Callable<Integer> {
    @Mixin private final Folder folder = new Folder();

    @Parameters(paramLabel = "NAME", description = "3 to 24 small letters and digits.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      folder.show(folder.file().create(name, new SecureRandom()));
      return 0;
    }
  }

  /// Names all accounts.
  @Command(name = "list", header = "Name all accounts.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private final Folder folder = new Folder();

    @Override
    public Integer call() throws IOException {
      folder.file().read().keySet().forEach(folder.out()::println);
      return 0;
    }
  }

  /// Prints both keys.
  @Command(name = "keys", header = "Print the two keys of an account.")
  static final class Keys implements Callable<Integer> {
    @Mixin private final Folder folder = new Folder();

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      folder.show(folder.file().find(name));
      return 0;
    }
  }

  /// Makes one key anew.
  @Command(
      name = "regenerate",
      header = "Make one key anew.",
      description = "All signatures and user delegation keys made with the old one end.")
  static final class Regenerate implements Callable<Integer> {
    @Mixin private final Folder folder = new Folder();

    @Parameters(index = "0", paramLabel = "NAME", description = "The account.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "key1 or key2.")
    private AccountsFile.Which key = AccountsFile.Which.KEY1;

    @Override
    public Integer call() throws IOException {
      folder.show(folder.file().regenerate(name, key, new SecureRandom()));
      return 0;
    }
  }

  /// Ends an account.
  @Command(
      name = "delete",
      header = "Let nobody into an account any more.",
      description = "What is stored in it stays, and is there again if the account is made again.")
  static final class Delete implements Callable<Integer> {
    @Mixin private final Folder folder = new Folder();

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      folder.file().delete(name);
      folder.out().println("The account " + name + " is gone; its keys open nothing any more.");
      return 0;
    }
  }
}
