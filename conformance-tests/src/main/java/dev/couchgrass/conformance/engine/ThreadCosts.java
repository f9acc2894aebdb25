package dev.couchgrass.conformance.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.opentest4j.TestAbortedException;

/** What the Java runtime counts for the current thread: unlike time, the same on any machine. */
final class ThreadCosts {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ThreadCosts() {}

  /** How many bytes the current thread allocates for an action; ends the test if nobody counts. */
  static long allocatedBytes(Runnable action) {
    if (!(THREADS instanceof com.sun.management.ThreadMXBean counting)
        || !counting.isThreadAllocatedMemorySupported()) {
      throw new TestAbortedException("This Java runtime does not count what a thread allocates");
    }
    counting.setThreadAllocatedMemoryEnabled(true);
    long thread = Thread.currentThread().getId();
    long before = counting.getThreadAllocatedBytes(thread);
    action.run();
    return counting.getThreadAllocatedBytes(thread) - before;
  }

  /** How often the current thread waits, or is blocked by a lock, in an action. */
  static long waits(Runnable action) {
    long before = waits();
    action.run();
    return waits() - before;
  }

  private static long waits() {
    ThreadInfo thread = THREADS.getThreadInfo(Thread.currentThread().getId());
    return thread.getBlockedCount() + thread.getWaitedCount();
  }
}
