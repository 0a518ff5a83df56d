package weftline.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weftline.controller.api.StorageAccount;
import weftline.storage.AccountsFile;

/// `wfl storage account`: who has a key to a storage folder, or to the storage of a fabric.
@Command(
    name = "account",
    header = "Make, list and end storage accounts, and renew their keys.",
    description = {
      "",
      "With --data: in accounts.json in the storage folder, which you alone can read. Without: in",
      "the storage of the fabric. A running server notices changes within a second or two."
    },
    footer = {
      "",
      "Example:",
      "  wfl storage account create shop --data store",
      "  wfl storage account regenerate shop key1"
    })
public final class StorageAccountCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private StorageAccountCommand() {}

  /// With everything that can be said after it.
  public static CommandLine of(Session session) {
    return new CommandLine(new StorageAccountCommand())
        .addSubcommand(new Create(session))
        .addSubcommand(new ListAll(session))
        .addSubcommand(new Keys(session))
        .addSubcommand(new Regenerate(session))
        .addSubcommand(new Delete(session));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say create, list, keys, regenerate or delete");
  }

  /// Whose accounts: those of a folder or of a fabric.
  static final class Place {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "The storage folder.")
    private Optional<Path> data = Optional.empty();

    @Mixin private final FabricOptions fabric = new FabricOptions();

    AccountKeeper open(Session session) throws CommandFailure {
      if (data.isEmpty()) {
        return new FabricAccounts(fabric.connect(session));
      }
      AccountsFile file = new AccountsFile(data.get().resolve(AccountsFile.NAME));
      return new FolderAccounts(file, new SecureRandom());
    }

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    void show(StorageAccount account) {
      out().println("key1 " + account.key1());
      out().println("key2 " + account.key2());
    }

    static CommandFailure unknown(String name) {
      return CommandFailure.failed("there is no account " + name, "see: wfl storage account list");
    }
  }

  /// Makes an account.
  @Command(name = "create", header = "Make an account with two new keys, and print them.")
  static final class Create implements Callable<Integer> {
    private final Session session;

    @Mixin private final Place place = new Place();

    @Parameters(paramLabel = "NAME", description = "3 to 24 small letters and digits.")
    private String name = "";

    Create(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
      try {
        place.show(place.open(session).create(name));
        return 0;
      } catch (IllegalArgumentException e) {
        throw CommandFailure.failed(String.valueOf(e.getMessage()), "take another name");
      }
    }
  }

  /// Names all accounts.
  @Command(name = "list", header = "Name all accounts.")
  static final class ListAll implements Callable<Integer> {
    private final Session session;

    @Mixin private final Place place = new Place();

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
      place.open(session).names().forEach(place.out()::println);
      return 0;
    }
  }

  /// Prints both keys.
  @Command(name = "keys", header = "Print the two keys of an account.")
  static final class Keys implements Callable<Integer> {
    private final Session session;

    @Mixin private final Place place = new Place();

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name = "";

    Keys(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
      place.show(place.open(session).find(name).orElseThrow(() -> Place.unknown(name)));
      return 0;
    }
  }

  /// Makes one key anew.
  @Command(
      name = "regenerate",
      header = "Make one key anew.",
      description = "All signatures and user delegation keys made with the old one end.")
  static final class Regenerate implements Callable<Integer> {
    private final Session session;

    @Mixin private final Place place = new Place();

    @Parameters(index = "0", paramLabel = "NAME", description = "The account.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "key1 or key2.")
    private StorageAccount.Key key = StorageAccount.Key.KEY1;

    Regenerate(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
      Optional<StorageAccount> renewed = place.open(session).regenerate(name, key);
      place.show(renewed.orElseThrow(() -> Place.unknown(name)));
      return 0;
    }
  }

  /// Ends an account.
  @Command(
      name = "delete",
      header = "Let nobody into an account any more.",
      description = "What is stored in it stays, and is there again if the account is made again.")
  static final class Delete implements Callable<Integer> {
    private final Session session;

    @Mixin private final Place place = new Place();

    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name = "";

    Delete(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
      if (!place.open(session).delete(name)) {
        throw Place.unknown(name);
      }
      place.out().println("The account " + name + " is gone; its keys open nothing any more.");
      return 0;
    }
  }
}
