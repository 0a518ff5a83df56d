package weftline.net;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Gives each request to the first route that takes its method and path.
public final class Router implements Handler {
  private final List<Route> routes;
  private final Unmatched unmatched;

  public Router(List<Route> routes, Unmatched unmatched) {
    this.routes = List.copyOf(routes);
    this.unmatched = unmatched;
  }

  public List<Route> routes() {
    return routes;
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    var segments = Route.segments(request.rawPath());
    SortedSet<String> allowed = new TreeSet<>();
    for (var route : routes) {
      var match = route.match(segments);
      if (match.isPresent()) {
        if (takes(route, request.method())) {
          return route.answer(request, match.get());
        }
        allowed.add(route.method());
      }
    }
    return CompletableFuture.completedStage(unmatched.answer(request, allowed));
  }

  private static boolean takes(Route route, String method) {
    return route.method().equals(method) || (method.equals("HEAD") && route.method().equals("GET"));
  }

  /// Answers what no route takes.
  @FunctionalInterface
  public interface Unmatched {
    /// Says what is wrong.
    ///
    /// @param allowed the methods that the path does take; none if there is no such path
    Response answer(Request request, SortedSet<String> allowed);
  }
}
