package weftline.controller.api;

import weftline.net.Json;
import weftline.net.Response;

/// The one shape of every error of the controller's APIs.
final class ApiErrors {
  private ApiErrors() {}

  static Response of(int status, String code, String message, String cure) {
    return Response.of(
        status, "application/json", Json.write(new Body(new Detail(code, message, cure))));
  }

  static Response notAllowed(String message) {
    return of(403, "NotAllowed", message, "Show a certificate that `wfl ca issue` made for it.");
  }

  /// The answer's body.
  record Body(Detail error) {}

  /// What, why and what to do.
  record Detail(String code, String message, String cure) {}
}
