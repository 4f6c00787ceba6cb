package keilog.protocol.testing;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Counts the operations of a {@link FaultyStorage} from 1, and says which of them fail. */
final class FaultPlan {
  private final Map<Integer, StorageFault> once = new HashMap<>();
  private int fromOperation = Integer.MAX_VALUE;
  private StorageFault fromFault;
  private int operations;
  private boolean dead;

  int operations() {
    return operations;
  }

  void failAt(int operation, StorageFault fault) {
    once.put(operation, fault);
  }

  void failFrom(int operation, StorageFault fault) {
    fromOperation = operation;
    fromFault = fault;
  }

  void repair() {
    once.clear();
    fromOperation = Integer.MAX_VALUE;
  }

  /** Another process lives, and nothing fails. */
  void restart() {
    dead = false;
    repair();
  }

  /** Counts an operation; what is wrong with it, or null. */
  StorageFault begin(String operation, String name) throws IOException {
    operations++;
    if (dead) {
      throw StorageFault.DEATH.failure(operation, name);
    }
    StorageFault fault = once.remove(operations);
    if (fault == null && operations >= fromOperation) {
      fault = fromFault;
    }
    dead = fault == StorageFault.DEATH;
    return fault;
  }

  /** Ends an operation that did as much as its fault lets it. */
  void end(StorageFault fault, String operation, String name) throws IOException {
    if (fault != null && fault != StorageFault.LIE) {
      throw fault.failure(operation, name);
    }
  }
}
