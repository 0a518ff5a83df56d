package weftline.controller;

/// The contract in memory.
class MemoryPackagesTest extends PackagesContract {
  @Override
  Packages packages() {
    return new MemoryPackages();
  }
}
