package weftline.controller.api;

import weftline.core.Problem;
import weftline.net.Response;

/// Turns the core's refusals into HTTP; the only place that does.
final class Problems {
  private Problems() {}

  static Response response(Problem problem) {
    return switch (problem) {
      case Problem.Invalid _ -> error(400, "Invalid", problem);
      case Problem.NotFound _ -> error(404, "NotFound", problem);
      case Problem.Conflict _ -> error(409, "Conflict", problem);
      case Problem.RuleForbids _ -> error(409, "RuleForbids", problem);
      case Problem.NoRoom _ -> error(409, "NoRoom", problem);
      case Problem.Busy(_, _, var retryAfter) ->
          error(503, "Busy", problem)
              .with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    };
  }

  private static Response error(int status, String code, Problem problem) {
    return ApiErrors.of(status, code, problem.message(), problem.cure());
  }
}
