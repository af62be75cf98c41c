package dev.berth.sample.embed;

import dev.berth.agent.NodeAgent;
import dev.berth.control.ControlPlane;
import dev.berth.control.ServerLimits;
import dev.berth.driver.Timer;
import dev.berth.driver.mock.MockDriver;
import dev.berth.driver.mock.MockWorld;
import dev.berth.host.HostThreads;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The README's second example: a control plane, three nodes, one of which dies, and its work moves. */
public final class SmallControlPlane implements AutoCloseable {
    private static final JobKey WEB = JobKey.of("web");

    private final HostThreads threads = HostThreads.named("berth");
    private final ReplicatedState state = ReplicatedState.create();
    private final ControlPlane controlPlane = ControlPlane.builder(
                    state, new ListCommandLog(state), threads.loop(), threads.time())
            .limits(ServerLimits.builder()
                    .minHeartbeatTtl(Duration.ofMillis(200))
                    .heartbeatGrace(Duration.ofMillis(300))
                    .build())
            .build();
    private final Map<NodeId, NodeAgent> agents = new LinkedHashMap<>();

    /** Runs the story and prints it. */
    public static void main(String[] args) throws Exception {
        try (SmallControlPlane cluster = new SmallControlPlane()) {
            cluster.start(Files.createTempDirectory("berth-small"));
            cluster.submitAndPrint();
            cluster.killOneNodeAndPrint();
        }
    }

    void start(Path folder) {
        controlPlane.lead(1).toCompletableFuture().join();
        for (String name : List.of("n1", "n2", "n3")) {
            NodeAgent agent = NodeAgent.builder()
                    .gateway(controlPlane.nodes()) // your transport goes here
                    .drivers(new MockDriver(new MockWorld(Timer.of(threads.timers()))))
                    .dataDirectory(folder.resolve(name))
                    .time(threads.time())
                    .executor(threads.work())
                    .name(name)
                    .build();
            agent.start();
            agents.put(agent.nodeId(), agent);
        }
    }

    void submitAndPrint() {
        Task serve = Task.builder("serve", "mock").build();
        Job job = Job.builder(WEB)
                .taskGroups(TaskGroup.builder("front").count(3).tasks(serve).build())
                .build();
        controlPlane.submit(job).toCompletableFuture().join().orElseThrow();
        print("runs", awaitRunning(3));
    }

    void killOneNodeAndPrint() {
        NodeId victim = state.state().allocationsByJob(WEB).get(0).nodeId();
        agents.remove(victim).close();
        System.out.println("killed " + state.state().node(victim).name());
        print("now runs", awaitRunning(3));
    }

    private List<Allocation> awaitRunning(int count) {
        ClusterState now = state.state();
        while (running(now).size() < count) {
            now = controlPlane
                    .awaitIndex(now.index() + 1)
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
        return running(now);
    }

    private List<Allocation> running(ClusterState now) {
        return now.allocationsByJob(WEB).stream()
                .filter(allocation -> allocation.clientStatus() == ClientStatus.RUNNING)
                .filter(allocation -> agents.containsKey(allocation.nodeId()))
                .toList();
    }

    private static void print(String what, List<Allocation> allocations) {
        allocations.forEach(
                allocation -> System.out.println(allocation.name() + " " + what + " on " + allocation.nodeName()));
    }

    @Override
    public void close() {
        agents.values().forEach(NodeAgent::close);
        controlPlane.close();
        threads.close();
    }
}
