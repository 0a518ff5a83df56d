package weftline.agent;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import weftline.model.InstanceGoal;
import weftline.model.InstanceId;

/// Starts and stops instances on one node: as processes, or only in memory.
public interface InstanceDriver {
  /// Ends whatever an earlier life of this program has left running.
  void recover() throws IOException;

  /// Starts a run. Returns at once.
  ///
  /// @param news called from any thread whenever looking at the run is worth while
  InstanceRun start(InstanceGoal goal, Runnable news);

  /// Looks how much of the machine its runs use, if it is time to. Called often.
  default void measure(Instant now) {}

  /// Frees what an instance without a run still holds on this node, its local storage included.
  void forget(InstanceId id) throws IOException;

  /// Frees what any other instance still holds on this node, also one of an earlier life of this
  /// program. Instances whose last processes are just ending are left for another call.
  ///
  /// @return whether nothing is left
  boolean forgetAllBut(Set<InstanceId> kept) throws IOException;
}
