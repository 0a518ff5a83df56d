package weftline.sim;

/// What somebody wants from whichever controller decides.
@FunctionalInterface
interface Request {
  void at(PlayedController primary, Exchange exchange);
}
