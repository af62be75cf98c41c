package dev.berth.driver.exec.internal;

import dev.berth.driver.TaskStats;
import java.util.List;

/** Adds up what the processes of a task use. Stateless. */
final class TaskUsage {
    private TaskUsage() {}

    /** Reads {@code /proc}. Children count from their start until their parent has waited for them, then within the parent. */
    static TaskStats read(List<ProcStat> members) {
        long ticks = 0;
        long rss = 0;
        long swap = 0;
        long max = 0;
        for (ProcStat process : members) {
            ticks += process.cpuTicks();
            rss += ProcFs.statusBytes(process.pid(), "VmRSS");
            swap += ProcFs.statusBytes(process.pid(), "VmSwap");
            max += ProcFs.statusBytes(process.pid(), "VmHWM");
        }
        return TaskStats.builder()
                .sampledAtNanos(System.nanoTime())
                .cpuNanos(ticks * ProcFs.NANOS_PER_TICK)
                .rssBytes(rss)
                .swapBytes(swap)
                .maxBytes(max)
                .processes(members.size())
                .build();
    }
}
