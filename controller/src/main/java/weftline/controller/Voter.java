package weftline.controller;

import io.microraft.RaftEndpoint;
import java.util.Collection;
import java.util.List;

/// A controller in the consensus library's eyes.
record Voter(Peer peer) implements RaftEndpoint {
  static List<RaftEndpoint> all(List<Peer> peers) {
    return peers.stream().<RaftEndpoint>map(Voter::new).toList();
  }

  static Peer peer(RaftEndpoint endpoint) {
    return ((Voter) endpoint).peer();
  }

  static List<Peer> peers(Collection<RaftEndpoint> endpoints) {
    return endpoints.stream().map(Voter::peer).toList();
  }

  @Override
  public Object getId() {
    return peer.name();
  }

  @Override
  public String toString() {
    return peer.toString();
  }
}
