package dev.berth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {

    private static final int MAX_OWN_BYTES = 250;

    private final TaskGroup group = TaskGroup.builder("cache")
            .tasks(List.of(Task.builder("main", "mock").build()))
            .build();
    private final Job job = Job.builder("web").taskGroups(List.of(group)).build();
    private final NodeId node = NodeId.ofName("n1");
    private final EvaluationId evaluation = new EvaluationId(1, 2);
    private final AllocatedResources resources = AllocatedResources.of(group);
    private final Decision decision = new Decision(1, 0, 7, "binpack", 1);

    @Test
    void anAllocationIsNamedAfterItsJobGroupAndIndex() {
        Allocation allocation = allocation(3).build();

        assertThat(allocation.name()).isEqualTo("web.cache[3]");
        assertThat(allocation.groupKey()).hasToString("web.cache");
        assertThat(allocation.toBuilder().build()).isEqualTo(allocation);
    }

    @ParameterizedTest
    @CsvSource({
        "RUN,   PENDING,  false, false",
        "RUN,   RUNNING,  false, false",
        "RUN,   UNKNOWN,  false, false",
        "RUN,   COMPLETE, false, true",
        "RUN,   FAILED,   false, true",
        "RUN,   LOST,     false, true",
        "STOP,  RUNNING,  true,  false",
        "EVICT, UNKNOWN,  true,  false",
        "STOP,  COMPLETE, true,  true"
    })
    void eitherSideEndsAnAllocation(DesiredStatus desired, ClientStatus client, boolean byServer, boolean byClient) {
        Allocation allocation =
                allocation(0).desiredStatus(desired).clientStatus(client).build();

        assertThat(allocation.serverTerminal()).isEqualTo(byServer);
        assertThat(allocation.clientTerminal()).isEqualTo(byClient);
        assertThat(allocation.terminal()).isEqualTo(byServer || byClient);
    }

    @Test
    void anAllocationWithoutANodeIsRefused() {
        assertThatThrownBy(() -> Allocation.builder(new AllocationId(0, 1), job, "cache", 0)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("evaluationId");
    }

    @Test
    void anAllocationOwnsFewBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int n = 20_000;
        Allocation[] kept = new Allocation[n];
        kept[0] = fresh(0);

        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 1; i < n; i++) {
            kept[i] = fresh(i);
        }
        long each = (threads.getThreadAllocatedBytes(thread) - before) / (n - 1);

        assertThat(each).isBetween(150L, (long) MAX_OWN_BYTES);
        assertThat(kept[n - 1].index()).isEqualTo(n - 1);
    }

    @Test
    void aTaskStateKeepsItsLastTenEvents() {
        TaskState state = TaskState.builder().build();
        for (int i = 1; i <= 12; i++) {
            state = state.plus(TaskEvent.of(TaskEventType.RESTARTING, i, "again"));
        }

        assertThat(state.events())
                .hasSize(10)
                .first()
                .extracting(TaskEvent::timeNanos)
                .isEqualTo(3L);
    }

    private Allocation.Builder allocation(int index) {
        return Allocation.builder(new AllocationId(0, index), job, "cache", index)
                .evaluationId(evaluation)
                .nodeId(node)
                .nodeName("n1")
                .resources(resources)
                .decision(decision);
    }

    /** The canonical constructor, so that a builder's garbage is not counted. */
    private Allocation fresh(int index) {
        return new Allocation(
                new AllocationId(0, index),
                job,
                "cache",
                index,
                evaluation,
                node,
                "n1",
                resources,
                DesiredStatus.RUN,
                "",
                DesiredTransition.NONE,
                ClientStatus.PENDING,
                "",
                0,
                ImmutableSortedMap.of(),
                ImmutableList.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                ImmutableList.of(),
                null,
                null,
                decision,
                0,
                0,
                0,
                0,
                0,
                Extras.none());
    }
}
