package weftline.controller;

/// Brings letters to other controllers. May lose, delay or double them; must not block.
@FunctionalInterface
public interface Mail {
  void send(Peer to, Letter letter);
}
