package weftline.controller.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.controller.HttpMail;
import weftline.controller.Letter;
import weftline.controller.LetterException;
import weftline.controller.RaftLedger;
import weftline.net.Identity;
import weftline.net.PathParameters;
import weftline.net.Request;
import weftline.net.Response;
import weftline.net.Route;

/// Where a controller's ledger takes letters from the others' ledgers. On an encrypted connection
/// only controllers bring any; unencrypted it is served on the machine itself alone.
public final class LedgerApi {
  private final RaftLedger ledger;

  public LedgerApi(RaftLedger ledger) {
    this.ledger = ledger;
  }

  public List<Route> routes() {
    return List.of(Route.of("POST", HttpMail.PATH, this::take));
  }

  private CompletionStage<Response> take(Request request, PathParameters path) {
    Optional<Identity.Kind> kind = request.peer().map(Identity::kind);
    if (request.secure() && !kind.equals(Optional.of(Identity.Kind.CONTROLLER))) {
      return CompletableFuture.completedStage(
          ApiErrors.notAllowed("Letters are for controllers alone."));
    }
    if (!request.headers().first("Content-Type").equals(Optional.of(HttpMail.CONTENT_TYPE))) {
      return CompletableFuture.completedStage(
          ApiErrors.of(415, "Invalid", "Letters are " + HttpMail.CONTENT_TYPE + ".", ""));
    }
    return request
        .body(Letter.BYTES_MAX)
        .thenApply(letters -> take(letters, request.peer().map(Identity::name)));
  }

  /// @param bringer whose certificate the connection shows
  private Response take(byte[] bundle, Optional<String> bringer) {
    try {
      List<Letter> letters = Letter.readAll(bundle);
      for (Letter letter : letters) {
        String sender = letter.sender().name();
        if (bringer.filter(name -> !name.equals(sender)).isPresent()) {
          return ApiErrors.notAllowed(
              "%s brings a letter of %s.".formatted(bringer.orElseThrow(), sender));
        }
        ledger.receive(letter);
      }
      return letters.stream()
          .flatMap(letter -> ledger.objection(letter).stream())
          .findFirst()
          .map(why -> ApiErrors.of(409, "Conflict", why, ""))
          .orElseGet(() -> Response.of(204));
    } catch (LetterException e) {
      return ApiErrors.of(400, "Invalid", String.valueOf(e.getMessage()), "");
    }
  }
}
