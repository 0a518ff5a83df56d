package weftline.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import weftline.controller.Edition;
import weftline.controller.Peer;
import weftline.core.FabricLevel;

/// Builds the controllers of a story on their machines.
record Machines(Agenda agenda, Wire wire, Promises promises, Pledges pledges, Trace trace) {
  /// Reads less than this program does.
  private static final Edition EARLIER = new Edition(FabricLevel.FIRST.number(), "earlier");

  Controllers controllers(Plan plan) {
    return plan.cast().isGroup() ? group(plan) : alone();
  }

  private Controllers alone() {
    return new Controllers(
        List.of(controller(peer(1), new Disk(agenda, promises))),
        wire,
        (_, _) -> {
          throw new IllegalStateException("who is alone stays alone");
        });
  }

  private Controllers group(Plan plan) {
    List<Peer> peers =
        IntStream.rangeClosed(1, plan.cast().controllers()).mapToObj(Machines::peer).toList();
    List<GroupDisk> disks = new ArrayList<>();
    GroupDisk.Group group =
        new GroupDisk.Group(
            plan.seed(),
            new CommonLog(promises),
            (from, to, letter) ->
                wire.mail(from.name(), to.name(), () -> disk(disks, to).receive(letter)));
    Edition edition = plan.cast().earlierControllers() ? EARLIER : Edition.THIS;
    peers.forEach(peer -> disks.add(new GroupDisk(peer, peers, group, agenda, edition)));
    return new Controllers(
        disks.stream().map(disk -> controller(disk.peer(), disk)).toList(),
        wire,
        (number, others) -> {
          disks.add(new GroupDisk(peer(number), others, group, agenda, Edition.THIS));
          return controller(peer(number), disks.getLast());
        });
  }

  private static Peer peer(int number) {
    return new Peer("c" + number, "10.1.0." + number + ":7400");
  }

  private static GroupDisk disk(List<GroupDisk> disks, Peer peer) {
    return disks.stream().filter(disk -> disk.peer().equals(peer)).findFirst().orElseThrow();
  }

  private PlayedController controller(Peer peer, Shelf shelf) {
    return new PlayedController(peer, agenda, shelf, promises, pledges, trace);
  }
}
