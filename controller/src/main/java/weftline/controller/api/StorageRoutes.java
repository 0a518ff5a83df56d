package weftline.controller.api;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weftline.core.Problem;
import weftline.net.Response;
import weftline.net.Route;

/// Makes, shows and ends the accounts of the fabric's storage.
final class StorageRoutes {
  private static final String ACCOUNTS = "/v1/storage/accounts";
  private static final String ACCOUNT = ACCOUNTS + "/{account}";

  private final Optional<StorageAccounts> accounts;

  StorageRoutes(Optional<StorageAccounts> accounts) {
    this.accounts = accounts;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.guarded("GET", ACCOUNTS, this::names),
        gate.guarded("GET", ACCOUNT, this::show),
        gate.guarded("PUT", ACCOUNT, this::create),
        gate.guarded("DELETE", ACCOUNT, this::delete),
        gate.guarded("POST", ACCOUNT + "/regenerate", this::regenerate));
  }

  private Response names(Call call) throws IOException, AnswerException {
    return Answers.json(new Names(accounts().names()));
  }

  private Response show(Call call) throws IOException, AnswerException {
    return secret(200, found(call, accounts().find(name(call))));
  }

  /// An account that is there already is shown as it is: to ask twice makes no second one.
  private Response create(Call call) throws IOException, AnswerException {
    String name = name(call);
    Optional<StorageAccount> before = accounts().find(name);
    if (before.isPresent()) {
      return secret(200, before.get());
    }
    try {
      return secret(201, accounts().create(name));
    } catch (IllegalArgumentException e) {
      throw Call.invalid(String.valueOf(e.getMessage()), "Take another name.");
    }
  }

  private Response delete(Call call) throws IOException, AnswerException {
    if (!accounts().delete(name(call))) {
      throw unknown(call);
    }
    return Response.of(204);
  }

  private Response regenerate(Call call) throws IOException, AnswerException {
    var key =
        Call.parse(
            "key (key1 or key2)",
            Call.required(call.json(), "key"),
            text -> StorageAccount.Key.valueOf(text.toUpperCase(Locale.ROOT)));
    return secret(200, found(call, accounts().regenerate(name(call), key)));
  }

  private StorageAccounts accounts() throws AnswerException {
    return accounts.orElseThrow(() ->
        new AnswerException(
            ApiErrors.of(
                409,
                "NoStorage",
                "This fabric does not know the accounts of its storage.",
                "Start the controller with --storage DIR, or give the command --data DIR.")));
  }

  private static String name(Call call) {
    return call.path().text("account");
  }

  private static StorageAccount found(Call call, Optional<StorageAccount> account)
      throws AnswerException {
    return account.orElseThrow(() -> unknown(call));
  }

  private static AnswerException unknown(Call call) {
    return new AnswerException(
        new Problem.NotFound(
            "There is no storage account '%s'.".formatted(name(call)),
            "GET /v1/storage/accounts lists those that there are."));
  }

  /// Nobody on the way may keep keys.
  private static Response secret(int status, StorageAccount account) {
    return Answers.json(status, account).with("Cache-Control", "no-store");
  }

  /// What the accounts are called.
  record Names(List<String> accounts) {}
}
