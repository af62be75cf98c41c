package dev.berth.agent.internal;

import dev.berth.agent.AgentLimits;
import dev.berth.agent.AllocationDirectory;
import dev.berth.agent.AllocationHook;
import dev.berth.driver.TaskDriver;
import dev.berth.host.IdSource;
import dev.berth.host.TimeSource;
import dev.berth.model.AllocationId;
import dev.berth.model.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What all runners of an agent share. Thread-safe.
 *
 * @param random where jitter comes from; called by one thread at a time
 * @param baseEnvironment what tasks that see the machine's files get of its environment
 * @param node the node as it was described last
 * @param allocationsRoot where the directories of the allocations go
 */
public record AgentServices(
        TimeSource time,
        Executor workers,
        AgentLimits limits,
        IdSource random,
        AgentStore store,
        SortedMap<String, TaskDriver> drivers,
        List<AllocationHook> hooks,
        SortedMap<String, String> baseEnvironment,
        Supplier<Node> node,
        Path allocationsRoot,
        ServerContact contact,
        ErrorLog errors) {

    Lane lane(String name) {
        return new Lane(name, workers, time, errors);
    }

    AllocationDirectory directory(AllocationId id) {
        return new AllocationDirectory(allocationsRoot, id.toString());
    }

    Backoff backoff() {
        return new Backoff(limits.retryBase(), limits.retryCap());
    }

    /** Random numbers may be drawn by any lane. */
    long jitter() {
        synchronized (random) {
            return random.nextLong();
        }
    }
}
