package dev.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.AllocationUpdate;
import dev.berth.host.CommandLog;
import dev.berth.host.Heartbeat;
import dev.berth.host.IdSource;
import dev.berth.host.MemoryCommandLog;
import dev.berth.host.NodeAllocations;
import dev.berth.host.NodeCredential;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeResources;
import dev.berth.model.Resources;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskResources;
import dev.berth.schedule.SchedulerProvider;
import dev.berth.state.ReplicatedState;
import dev.berth.testkit.ManualTime;
import dev.berth.testkit.SimpleScheduler;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A whole control plane on the test's own thread, under manual time. */
final class ControlPlaneHarness {
    private static final String SECRET = "a secret of a node";
    private static final long MIB = 1L << 20;

    final ManualTime time = new ManualTime();
    final ReplicatedState replica = ReplicatedState.create();
    final CommandLog log;
    final ControlPlane controlPlane;
    private long sequence;

    private ControlPlaneHarness(
            SchedulerProvider scheduler, ServerLimits limits, UnaryOperator<CommandLog> wrapper, boolean leading) {
        log = wrapper.apply(new MemoryCommandLog(List.of(replica), Runnable::run, 1_024));
        controlPlane = open(scheduler, limits, "server-1");
        if (leading) {
            assertThat(done(controlPlane.lead(1))).isPositive();
        }
    }

    static ControlPlaneHarness leading() {
        return leading(new SimpleScheduler(), ServerLimits.defaults());
    }

    static ControlPlaneHarness leading(SchedulerProvider scheduler, ServerLimits limits) {
        return new ControlPlaneHarness(scheduler, limits, UnaryOperator.identity(), true);
    }

    static ControlPlaneHarness leadingOver(UnaryOperator<CommandLog> wrapper) {
        return new ControlPlaneHarness(new SimpleScheduler(), ServerLimits.defaults(), wrapper, true);
    }

    static ControlPlaneHarness following() {
        return new ControlPlaneHarness(new SimpleScheduler(), ServerLimits.defaults(), UnaryOperator.identity(), false);
    }

    /** Opens another control plane over the same log and replica, as after a restart of the server. */
    ControlPlane open(SchedulerProvider scheduler, ServerLimits limits, String serverId) {
        return ControlPlane.builder(replica, log, Runnable::run, time)
                .serverId(serverId)
                .ids(IdSource.seeded(serverId.hashCode()))
                .limits(limits)
                .schedulers(List.of(scheduler))
                .build();
    }

    static Job job(String id, int count) {
        return job(id, count, 100, 100);
    }

    static Job job(String id, int count, long cpu, long memoryMiB) {
        Task task = Task.builder("task", "mock")
                .resources(TaskResources.builder()
                        .cpu(cpu)
                        .memoryBytes(memoryMiB * MIB)
                        .build())
                .build();
        return Job.builder(JobKey.of(id))
                .type(JobType.SERVICE)
                .taskGroups(List.of(TaskGroup.builder("group")
                        .count(count)
                        .tasks(List.of(task))
                        .build()))
                .build();
    }

    static Node node(String name, long cpu, long memoryMiB) {
        return Node.builder(name)
                .resources(NodeResources.builder()
                        .total(Resources.of(cpu, memoryMiB * MIB, 100_000 * MIB))
                        .build())
                .build();
    }

    static NodeCredential credential(Node node) {
        return new NodeCredential(node.id(), SECRET);
    }

    Node join(String name, long cpu, long memoryMiB) {
        Node node = node(name, cpu, memoryMiB);
        answer(controlPlane.nodes().register(credential(node), node));
        return node;
    }

    void heartbeat(Node node) {
        answer(controlPlane.nodes().heartbeat(credential(node), Heartbeat.of(++sequence)));
    }

    NodeAllocations watch(Node node, long afterIndex) {
        return answer(controlPlane.nodes().watchAllocations(credential(node), afterIndex, Duration.ZERO));
    }

    AllocationUpdate update(Allocation allocation, ClientStatus status) {
        return new AllocationUpdate(allocation.id(), ++sequence, status, "", new TreeMap<>(), null, null);
    }

    void report(Node node, Allocation allocation, ClientStatus status) {
        answer(controlPlane.nodes().updateAllocations(credential(node), List.of(update(allocation, status))));
    }

    Submission submit(Job job) {
        return done(controlPlane.submit(job));
    }

    Evaluation evaluation(EvaluationId id) {
        Evaluation evaluation = controlPlane.state().evaluation(id);
        assertThat(evaluation).as("evaluation %s", id).isNotNull();
        return evaluation;
    }

    List<Allocation> live(String job) {
        return controlPlane.state().allocationsByJob(JobKey.of(job)).stream()
                .filter(allocation -> !allocation.terminal())
                .toList();
    }

    static <T> T done(CompletionStage<Outcome<T>> outcome) {
        return answer(outcome).orElseThrow();
    }

    static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("There was no answer.", e);
        }
    }
}
