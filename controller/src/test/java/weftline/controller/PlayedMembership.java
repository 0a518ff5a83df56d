package weftline.controller;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A group that is as a test says, and stays so.
record PlayedMembership(List<Member> members) implements Membership {
  @Override
  public CompletableFuture<Void> add(Peer peer) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> remove(Peer peer) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> handOver() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> promote() {
    return CompletableFuture.completedFuture(null);
  }
}
