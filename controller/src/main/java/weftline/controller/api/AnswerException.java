package weftline.controller.api;

import weftline.core.Problem;
import weftline.net.Response;

/// Ends a request early with an answer, when reading it shows that there is nothing to do.
final class AnswerException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Response response;

  AnswerException(Response response) {
    super("answered with " + response.status(), null, false, false);
    this.response = response;
  }

  AnswerException(Problem problem) {
    this(Problems.response(problem));
  }

  Response response() {
    return response;
  }
}
