package dev.berth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.control.ControlPlane;
import dev.berth.host.AllocationUpdate;
import dev.berth.host.GatewayException;
import dev.berth.host.Heartbeat;
import dev.berth.host.IdSource;
import dev.berth.host.MemoryCommandLog;
import dev.berth.host.NodeAllocations;
import dev.berth.host.NodeCredential;
import dev.berth.host.NodeGateway;
import dev.berth.host.RegisterReply;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.DesiredStatus;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeResources;
import dev.berth.model.NodeStatus;
import dev.berth.model.Resources;
import dev.berth.model.Task;
import dev.berth.model.TaskEvent;
import dev.berth.model.TaskEventType;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskState;
import dev.berth.state.ReplicatedState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every transport of {@link NodeGateway} must keep: extend it, put your transport between, and run it. A real control
 * plane stands behind it; calls are repeated, delayed, reordered and cut off.
 */
public abstract class NodeGatewayContract {
    private static final long GIB = 1L << 30;

    private final ManualTime time = new ManualTime();
    private final Node node = Node.builder("n1")
            .attributes(Map.of("kernel.name", "linux"))
            .resources(NodeResources.builder()
                    .total(Resources.of(4_000, 8 * GIB, 100 * GIB))
                    .build())
            .build();
    private final NodeCredential credential = new NodeCredential(node.id(), "the secret of node n1");
    private ControlPlane controlPlane;
    private NodeGateway gateway;

    /** Returns what an agent calls, with the transport under test between it and the control plane's end. */
    protected abstract NodeGateway connect(NodeGateway controlPlaneEnd) throws Exception;

    /** Cuts the connection: calls from now on must fail as unavailable, and soon. */
    protected abstract void disconnect() throws Exception;

    /** Mends the connection. */
    protected abstract void reconnect() throws Exception;

    @BeforeEach
    void start() throws Exception {
        ReplicatedState state = ReplicatedState.create();
        controlPlane = ControlPlane.builder(
                        state, new MemoryCommandLog(List.of(state), Runnable::run, 1_024), Runnable::run, time)
                .ids(IdSource.seeded(1))
                .schedulers(List.of(new SimpleScheduler()))
                .build();
        assertThat(answer(controlPlane.lead(1)).isDone()).isTrue();
        gateway = connect(controlPlane.nodes());
    }

    @Test
    void registeringTwiceHasOneEffect() {
        RegisterReply first = answer(gateway.register(credential, node));
        RegisterReply second = answer(gateway.register(credential, node));

        assertThat(controlPlane.state().nodes()).hasSize(1);
        assertThat(first.timeToLive()).isPositive();
        assertThat(second.timeToLive()).isPositive();
    }

    @Test
    void whatANodeSaysOfItselfArrivesUnchanged() {
        answer(gateway.register(credential, node));

        Node arrived = controlPlane.state().node(node.id());

        assertThat(arrived).isNotNull();
        assertThat(arrived.name()).isEqualTo(node.name());
        assertThat(arrived.attributes()).isEqualTo(node.attributes());
        assertThat(arrived.resources()).isEqualTo(node.resources());
        assertThat(arrived.status()).isEqualTo(NodeStatus.READY);
    }

    @Test
    void aNodeThatIsNotKnownIsToldToRegister() {
        assertFailsAs(GatewayException.Kind.UNKNOWN_NODE, gateway.heartbeat(credential, Heartbeat.of(1)));
        assertFailsAs(GatewayException.Kind.UNKNOWN_NODE, gateway.watchAllocations(credential, 0, Duration.ZERO));
    }

    @Test
    void anotherSecretIsRefusedByEveryCall() {
        answer(gateway.register(credential, node));
        NodeCredential impostor = new NodeCredential(node.id(), "not the secret of n1");

        assertFailsAs(GatewayException.Kind.BAD_SECRET, gateway.register(impostor, node));
        assertFailsAs(GatewayException.Kind.BAD_SECRET, gateway.heartbeat(impostor, Heartbeat.of(1)));
        assertFailsAs(GatewayException.Kind.BAD_SECRET, gateway.watchAllocations(impostor, 0, Duration.ZERO));
    }

    @Test
    void aWaitingWatchIsAnsweredWhenSomethingIsPlaced() {
        answer(gateway.register(credential, node));
        long index = watch(0).index();
        CompletionStage<NodeAllocations> waiting = gateway.watchAllocations(credential, index, Duration.ofMinutes(1));

        submit("web", 2);

        NodeAllocations news = answer(waiting);
        assertThat(news.changed()).hasSize(2);
        assertThat(news.indexes()).hasSize(2);
        assertThat(news.index()).isGreaterThan(index);
    }

    @Test
    void anAllocationArrivesWithEverythingAnAgentNeeds() {
        answer(gateway.register(credential, node));
        submit("web", 1);

        Allocation arrived = watch(0).changed().get(0);

        Allocation stored = controlPlane.state().allocation(arrived.id());
        assertThat(arrived).isEqualTo(stored);
        assertThat(arrived.job().taskGroups())
                .isEqualTo(job("web", 1).canonical().taskGroups());
    }

    @Test
    void aStopReachesTheNodeAndNothingIsSentTwice() {
        answer(gateway.register(credential, node));
        submit("web", 1);
        NodeAllocations before = watch(0);

        answer(controlPlane.stop(JobKey.of("web"), false));
        NodeAllocations after = watch(before.index());

        assertThat(after.changed())
                .singleElement()
                .satisfies(allocation -> assertThat(allocation.desiredStatus()).isEqualTo(DesiredStatus.STOP));
        assertThat(watch(after.index()).changed()).isEmpty();
    }

    @Test
    void aRepeatedReportHasOneEffect() {
        Allocation allocation = placed();
        AllocationUpdate update = update(allocation, 1, ClientStatus.RUNNING);

        answer(gateway.updateAllocations(credential, List.of(update)));
        Allocation once = controlPlane.state().allocation(allocation.id());
        answer(gateway.updateAllocations(credential, List.of(update)));

        assertThat(once.clientStatus()).isEqualTo(ClientStatus.RUNNING);
        assertThat(once.taskStates()).isEqualTo(update.taskStates());
        assertThat(controlPlane.state().allocation(allocation.id())).isEqualTo(once);
    }

    @Test
    void ofReportsInAnyOrderTheNewestWins() {
        Allocation allocation = placed();

        answer(gateway.updateAllocations(credential, List.of(update(allocation, 3, ClientStatus.RUNNING))));
        answer(gateway.updateAllocations(credential, List.of(update(allocation, 1, ClientStatus.PENDING))));
        answer(gateway.updateAllocations(credential, List.of(update(allocation, 2, ClientStatus.PENDING))));

        assertThat(controlPlane.state().allocation(allocation.id()).clientStatus())
                .isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void aReportAboutAnAllocationThatIsGoneIsHarmless() {
        Allocation allocation = placed();
        AllocationUpdate unknown = new AllocationUpdate(
                IdSource.seeded(99).nextAllocationId(), 1, ClientStatus.RUNNING, "", new TreeMap<>(), null, null);

        answer(gateway.updateAllocations(credential, List.of(unknown, update(allocation, 1, ClientStatus.RUNNING))));

        assertThat(controlPlane.state().allocation(allocation.id()).clientStatus())
                .isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void aCutConnectionFailsSoonAndAfterwardsNothingIsMissing() throws Exception {
        Allocation allocation = placed();
        long index = watch(0).index();
        disconnect();

        assertFailsAs(GatewayException.Kind.UNAVAILABLE, gateway.heartbeat(credential, Heartbeat.of(7)));
        assertFailsAs(
                GatewayException.Kind.UNAVAILABLE, gateway.watchAllocations(credential, index, Duration.ofMinutes(1)));
        assertFailsAs(
                GatewayException.Kind.UNAVAILABLE,
                gateway.updateAllocations(credential, List.of(update(allocation, 1, ClientStatus.RUNNING))));
        answer(controlPlane.stop(JobKey.of("web"), false));
        reconnect();

        assertThat(watch(index).changed())
                .singleElement()
                .satisfies(changed -> assertThat(changed.desiredStatus()).isEqualTo(DesiredStatus.STOP));
        answer(gateway.updateAllocations(credential, List.of(update(allocation, 1, ClientStatus.COMPLETE))));
        assertThat(controlPlane.state().allocation(allocation.id()).clientStatus())
                .isEqualTo(ClientStatus.COMPLETE);
    }

    private Allocation placed() {
        answer(gateway.register(credential, node));
        submit("web", 1);
        return watch(0).changed().get(0);
    }

    private NodeAllocations watch(long afterIndex) {
        return answer(gateway.watchAllocations(credential, afterIndex, Duration.ZERO));
    }

    private void submit(String id, int count) {
        assertThat(answer(controlPlane.submit(job(id, count))).isDone()).isTrue();
    }

    private static Job job(String id, int count) {
        Task task = Task.builder("task", "mock")
                .config(Map.of("run_for", "10s"))
                .env(Map.of("LANG", "C", "QUOTED", "a \"b\"\nc"))
                .build();
        return Job.builder(JobKey.of(id))
                .type(JobType.SERVICE)
                .taskGroups(List.of(TaskGroup.builder("group")
                        .count(count)
                        .tasks(List.of(task))
                        .build()))
                .build();
    }

    private AllocationUpdate update(Allocation allocation, long sequence, ClientStatus status) {
        TaskState state = TaskState.builder()
                .startedAtNanos(time.epochNanos())
                .events(List.of(TaskEvent.builder(TaskEventType.STARTED, time.epochNanos())
                        .build()))
                .build();
        return new AllocationUpdate(
                allocation.id(), sequence, status, "reported", new TreeMap<>(Map.of("task", state)), null, null);
    }

    private static void assertFailsAs(GatewayException.Kind kind, CompletionStage<?> stage) {
        assertThatThrownBy(() -> stage.toCompletableFuture()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isNotInstanceOf(TimeoutException.class)
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("There was no answer.", e);
        }
    }
}
