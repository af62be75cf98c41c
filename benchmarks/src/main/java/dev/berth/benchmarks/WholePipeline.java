package dev.berth.benchmarks;

import dev.berth.control.ControlPlane;
import dev.berth.host.HostThreads;
import dev.berth.host.MemoryCommandLog;
import dev.berth.host.NodeCredential;
import dev.berth.model.Node;
import dev.berth.state.ClusterState;
import dev.berth.state.ReplicatedState;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long do 100,000 allocations on 1,000 nodes take from submitted jobs to committed state, and how much heap does one take?
 *
 * <p>Everything is on the way: validation, codec, memory log, state machine, broker, scheduler, plan verification. The baseline
 * is a bare loop that does the placing alone: for each task the fullest node with room, over flat arrays.
 */
final class WholePipeline {
    private static final int NODES = 1_000;
    private static final int JOBS = 100;
    private static final int TASKS_PER_JOB = 1_000;
    private static final int ALLOCATIONS = JOBS * TASKS_PER_JOB;

    private WholePipeline() {}

    static void addTo(Report report) throws InterruptedException {
        double baseline = bareLoopSeconds();
        long heapBefore = Load.usedHeap();
        try (HostThreads threads = HostThreads.named("pipeline")) {
            ReplicatedState state = ReplicatedState.create();
            ControlPlane controlPlane = ControlPlane.builder(
                            state,
                            new MemoryCommandLog(List.of(state), threads.log(), 4_096),
                            threads.loop(),
                            threads.time())
                    .build();
            controlPlane.lead(1).toCompletableFuture().join().orElseThrow();
            registerNodes(controlPlane);
            long heapWithNodes = Load.usedHeap();
            long start = System.nanoTime();
            submitJobs(controlPlane);
            awaitAllocations(controlPlane);
            double seconds = (System.nanoTime() - start) / 1e9;
            long heapAfter = Load.usedHeap();
            report.add("pipeline.seconds", seconds, "s", "bare placing loop", baseline);
            report.add("pipeline.allocationsPerSecond", ALLOCATIONS / seconds, "1/s");
            report.add("pipeline.bytesPerAllocation", (heapAfter - heapWithNodes) / (double) ALLOCATIONS, "B");
            report.add("pipeline.bytesPerNode", (heapWithNodes - heapBefore) / (double) NODES, "B");
            controlPlane.close();
        }
    }

    private static void registerNodes(ControlPlane controlPlane) {
        for (Node node : Load.nodes(NODES)) {
            controlPlane
                    .nodes()
                    .register(new NodeCredential(node.id(), "the secret of " + node.name()), node)
                    .toCompletableFuture()
                    .join();
        }
    }

    private static void submitJobs(ControlPlane controlPlane) {
        for (int i = 0; i < JOBS; i++) {
            controlPlane
                    .submit(Load.job(i, TASKS_PER_JOB))
                    .toCompletableFuture()
                    .join()
                    .orElseThrow();
        }
    }

    private static void awaitAllocations(ControlPlane controlPlane) {
        ClusterState state = controlPlane.state();
        while (state.allocations().size() < ALLOCATIONS) {
            state = controlPlane
                    .awaitIndex(state.index() + 1)
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.MINUTES)
                    .join();
        }
    }

    private static double bareLoopSeconds() {
        long[] cpuFree = new long[NODES];
        long[] memoryFree = new long[NODES];
        Arrays.fill(cpuFree, 32_000);
        Arrays.fill(memoryFree, 122_880);
        long start = System.nanoTime();
        for (int task = 0; task < ALLOCATIONS; task++) {
            int best = -1;
            for (int node = 0; node < NODES; node++) {
                boolean fits = cpuFree[node] >= 100 && memoryFree[node] >= 300;
                if (fits && (best < 0 || cpuFree[node] < cpuFree[best])) {
                    best = node;
                }
            }
            cpuFree[best] -= 100;
            memoryFree[best] -= 300;
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
