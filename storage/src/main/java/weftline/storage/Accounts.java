package weftline.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The accounts of a storage service and the keys of each; any of its keys signs.
public record Accounts(Map<String, List<AccountKey>> keys) implements AccountSource {
  public static final String DEVELOPMENT_NAME = "devstoreaccount1";

  /// Public knowledge: every tool has it built in. Good on loopback only.
  public static final String DEVELOPMENT_KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  public Accounts {
    keys = Map.copyOf(keys);
    keys.forEach(Accounts::check);
  }

  /// The one account that `UseDevelopmentStorage=true` means.
  public static Accounts development() {
    return new Accounts(Map.of(DEVELOPMENT_NAME, List.of(AccountKey.of(DEVELOPMENT_KEY))));
  }

  @Override
  public Accounts accounts() {
    return this;
  }

  public Accounts with(String name, AccountKey... more) {
    Map<String, List<AccountKey>> all = new HashMap<>(keys);
    all.put(name, List.of(more));
    return new Accounts(all);
  }

  /// Beside others; where both have an account, theirs counts.
  public Accounts with(Accounts others) {
    Map<String, List<AccountKey>> all = new HashMap<>(keys);
    all.putAll(others.keys);
    return new Accounts(all);
  }

  static boolean isName(String name) {
    return name.length() >= 3
        && name.length() <= 24
        && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }

  private static void check(String name, List<AccountKey> keys) {
    if (!isName(name) || keys.isEmpty()) {
      throw new IllegalArgumentException(
          "the storage account '"
              + name
              + "' needs a name of 3 to 24 small letters and digits, and at least one key");
    }
  }
}
