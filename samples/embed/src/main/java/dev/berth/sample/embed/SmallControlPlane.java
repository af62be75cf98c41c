package dev.berth.sample.embed;

import dev.berth.agent.NodeAgent;
import dev.berth.control.ControlPlane;
import dev.berth.control.ServerLimits;
import dev.berth.driver.Timer;
import dev.berth.driver.mock.MockDriver;
import dev.berth.driver.mock.MockWorld;
import dev.berth.host.HostThreads;
import dev.berth.host.NodeGateway;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.NodeId;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.state.ClusterState;
import dev.berth.state.ReplicatedState;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A control plane and three nodes in one JVM; one of the nodes dies, and its work moves. */
public final class SmallControlPlane {
    private static final ServerLimits IMPATIENT = ServerLimits.builder()
            .minHeartbeatTtl(Duration.ofMillis(200))
            .heartbeatGrace(Duration.ofMillis(300))
            .build();

    private SmallControlPlane() {}

    /** Runs the story and prints it. */
    public static void main(String[] args) throws Exception {
        try (HostThreads threads = HostThreads.named("berth")) {
            ReplicatedState state = ReplicatedState.create();
            ControlPlane plane = ControlPlane.builder(state, new ListCommandLog(state), threads.loop(), threads.time())
                    .limits(IMPATIENT)
                    .build();
            plane.lead(1).toCompletableFuture().join();
            Map<NodeId, NodeAgent> agents = new LinkedHashMap<>();
            for (String name : List.of("n1", "n2", "n3")) {
                NodeAgent agent = startNode(name, plane.nodes(), threads); // your transport goes between
                agents.put(agent.nodeId(), agent);
            }
            Task serve = Task.builder("serve", "mock").build();
            TaskGroup front = TaskGroup.builder("front").count(3).tasks(serve).build();
            plane.submit(Job.builder(JobKey.of("web")).taskGroups(front).build());
            Allocation first = awaitAndPrint(plane, agents.keySet(), "runs").get(0);
            Objects.requireNonNull(agents.remove(first.nodeId())).close();
            System.out.println("killed " + first.nodeName());
            awaitAndPrint(plane, agents.keySet(), "now runs");
            agents.values().forEach(NodeAgent::close);
            plane.close();
        }
    }

    private static NodeAgent startNode(String name, NodeGateway servers, HostThreads threads) throws Exception {
        NodeAgent agent = NodeAgent.builder()
                .name(name)
                .gateway(servers)
                .drivers(new MockDriver(new MockWorld(Timer.of(threads.timers()))))
                .dataDirectory(Files.createTempDirectory("berth-" + name))
                .time(threads.time())
                .executor(threads.work())
                .build();
        agent.start();
        return agent;
    }

    private static List<Allocation> awaitAndPrint(ControlPlane plane, Set<NodeId> alive, String does) {
        ClusterState now = plane.state();
        while (running(now, alive).size() < 3) {
            now = plane.awaitIndex(now.index() + 1)
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        }
        running(now, alive).forEach(a -> System.out.println(a.name() + " " + does + " on " + a.nodeName()));
        return running(now, alive);
    }

    private static List<Allocation> running(ClusterState now, Set<NodeId> alive) {
        return now.allocationsByJob(JobKey.of("web")).stream()
                .filter(a -> a.clientStatus() == ClientStatus.RUNNING && alive.contains(a.nodeId()))
                .toList();
    }
}
