package weftline.controller.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import weftline.controller.Controller;
import weftline.controller.Membership.Member;
import weftline.model.NodeId;
import weftline.net.CertificateAuthority;
import weftline.net.Identity;
import weftline.net.Json;
import weftline.net.JsonException;
import weftline.net.PathParameters;
import weftline.net.RemoteIssuer;
import weftline.net.RenewalWish;
import weftline.net.Request;
import weftline.net.Response;
import weftline.net.Route;

/// Gives another certificate to programs that show one which is about to end, as long as they
/// belong to the fabric. People are given theirs by whoever keeps the authority.
public final class CertificateApi {
  private static final int BODY_MAX = 64 << 10;

  private final Controller controller;
  private final Optional<CertificateAuthority> authority;
  private final Executor workers;

  /// @param authority empty if this controller was not given it
  public CertificateApi(
      Controller controller, Optional<CertificateAuthority> authority, Executor workers) {
    this.controller = controller;
    this.authority = authority;
    this.workers = workers;
  }

  public List<Route> routes() {
    return List.of(Route.blocking(workers, "POST", RemoteIssuer.PATH, this::renew));
  }

  private Response renew(Request request, PathParameters path) throws IOException {
    Optional<Identity> holder = request.peer().filter(this::belongs);
    if (holder.isEmpty()) {
      return ApiErrors.notAllowed("Certificates are renewed for programs of this fabric alone.");
    }
    if (authority.isEmpty()) {
      return ApiErrors.of(
          409,
          "NoAuthority",
          "The controllers were not given the fabric's authority.",
          "Start them with --authority DIR, or renew certificates with `wfl ca renew`.");
    }
    byte[] body;
    try (InputStream in = request.bodyStream()) {
      body = in.readNBytes(BODY_MAX);
    }
    return renew(authority.get(), holder.get(), body);
  }

  private static Response renew(CertificateAuthority authority, Identity holder, byte[] body) {
    try {
      RenewalWish wish = Json.read(body, RenewalWish.class);
      return Answers.json(new RemoteIssuer.Granted(authority.renew(wish, holder)));
    } catch (JsonException e) {
      return ApiErrors.of(400, "Invalid", String.valueOf(e.getMessage()), "");
    } catch (IOException e) {
      return ApiErrors.of(
          400, "Invalid", "No certificate is given: " + e.getMessage() + ".", "See `wfl ca`.");
    }
  }

  /// Whoever was taken out gets no other one.
  private boolean belongs(Identity holder) {
    return switch (holder.kind()) {
      case NODE -> controller.state().nodes().containsKey(new NodeId(holder.name()));
      case CONTROLLER -> isController(holder.name());
      case BALANCER, STORAGE -> true;
      case OPERATOR -> false;
    };
  }

  private boolean isController(String name) {
    List<Member> members = controller.membership().members();
    return members.isEmpty()
        || members.stream().anyMatch(member -> member.peer().name().equals(name));
  }
}
