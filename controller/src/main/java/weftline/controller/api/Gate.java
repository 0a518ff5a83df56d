package weftline.controller.api;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import weftline.controller.Outage;
import weftline.controller.PackageRefusedException;
import weftline.model.PackageException;
import weftline.net.Identity;
import weftline.net.PathParameters;
import weftline.net.Query;
import weftline.net.Request;
import weftline.net.Response;
import weftline.net.Route;
import weftline.net.UnreachableException;

/// Lets in who may use the management API: whoever has the token, or an operator's certificate.
/// Turns everything that can go wrong into an answer.
final class Gate {
  private static final String BEARER = "Bearer ";

  /// What the system says; Java has no type for it.
  private static final String DISK_FULL = "No space left on device";

  private final AccessToken token;
  private final Executor workers;
  private final Freshness freshness;

  /// @param freshness what a reader waits for unless it says that it need not
  Gate(AccessToken token, Executor workers, Freshness freshness) {
    this.token = token;
    this.workers = workers;
    this.freshness = freshness;
  }

  /// A route for those who are let in.
  Route guarded(String method, String pattern, Action action) {
    return Route.blocking(
        workers,
        method,
        pattern,
        (request, path) -> {
          var by = requester(request);
          return by.isEmpty()
              ? notAllowed(request)
              : attempt(request, path, by.get(), method.equals("GET") ? fresh(action) : action);
        });
  }

  /// A route for everybody.
  Route open(String method, String pattern, Action action) {
    return Route.blocking(
        workers, method, pattern, (request, path) -> attempt(request, path, "anybody", action));
  }

  private Action fresh(Action action) {
    return call -> {
      if (!call.flag("stale")) {
        freshness.await();
      }
      return action.answer(call);
    };
  }

  private Optional<String> requester(Request request) {
    var operator =
        request.peer().filter(peer -> peer.kind() == Identity.Kind.OPERATOR).map(Identity::name);
    if (operator.isPresent()) {
      return operator;
    }
    return request
        .headers()
        .first("Authorization")
        .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .filter(text -> token.matches(text.substring(BEARER.length()).strip()))
        .map(text -> "token");
  }

  private static Response notAllowed(Request request) {
    boolean wrong = request.headers().first("Authorization").isPresent();
    return ApiErrors.of(
            401,
            "NotAllowed",
            wrong
                ? "This token is not the fabric's."
                : "The management API needs to know who asks.",
            "Send the token of the fabric ('Authorization: Bearer …', for wfl: WFL_TOKEN_FILE), or"
                + " show an operator's certificate.")
        .with("WWW-Authenticate", "Bearer");
  }

  private static Response attempt(Request request, PathParameters path, String by, Action action)
      throws IOException {
    try {
      return action.answer(new Call(request, path, Query.parse(request.rawQuery()), by));
    } catch (AnswerException e) {
      return e.response();
    } catch (PackageException e) {
      return ApiErrors.of(400, "InvalidPackage", String.valueOf(e.getMessage()), e.cure());
    } catch (PackageRefusedException e) {
      return ApiErrors.of(
          400, "InvalidPackage", String.valueOf(e.getMessage()), "Upload the package again.");
    } catch (Outage e) {
      return ApiErrors.of(503, "Unavailable", String.valueOf(e.getMessage()), e.cure());
    } catch (UnreachableException e) {
      return ApiErrors.of(
          503,
          "Unavailable",
          "The package store does not answer.",
          "See that blob storage runs, then try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ApiErrors.of(503, "Unavailable", "The controller is stopping.", "Try again soon.");
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(DISK_FULL)) {
        return ApiErrors.of(
            503, "Unavailable", "A disk of the controller is full.", "Free some space there.");
      }
      throw e;
    }
  }

  /// Waits until everything is known that anybody has been told.
  @FunctionalInterface
  interface Freshness {
    void await() throws Outage, InterruptedException;
  }

  /// Answers one request.
  @FunctionalInterface
  interface Action {
    Response answer(Call call) throws IOException, AnswerException, Outage, InterruptedException;
  }
}
