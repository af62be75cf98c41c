package dev.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.host.AllocationUpdate;
import dev.berth.model.AllocatedResources;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.model.NodeStatus;
import dev.berth.model.Plan;
import dev.berth.model.PlanResult;
import dev.berth.model.ReasonCode;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskResources;
import dev.berth.state.ClusterState;
import dev.berth.state.Command;
import dev.berth.state.StateMachine;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanVerifierTest {
    private static final EvaluationId EVALUATION = new EvaluationId(7, 7);

    private final StateMachine machine = new StateMachine();
    private final Node node = Node.builder("n1")
            .cpu(1_000)
            .memoryBytes(1 << 30)
            .diskBytes(1L << 40)
            .build();
    private ClusterState state = ClusterState.empty();

    PlanVerifierTest() {
        TaskGroup group = TaskGroup.builder("g")
                .tasks(List.of(Task.builder("t", "mock")
                        .resources(TaskResources.builder().cpu(800).build())
                        .build()))
                .build();
        apply(new Command.RegisterNode(node, List.of()));
        apply(new Command.RegisterJob(
                Job.builder("web").taskGroups(group).build().canonical(), null, null));
    }

    @Test
    void refusesWhatANodeHasNoRoomFor() {
        commit(allocation(1));

        assertThat(verify(allocation(2)).rejectedNodes())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(ReasonCode.RESOURCES_EXHAUSTED));
    }

    @Test
    void aNoteOnAnAllocationThatFailedNeedsNoRoom() {
        commit(allocation(1));
        fail(allocation(1));
        commit(allocation(2));

        Allocation noted = state.allocation(allocation(1).id()).toBuilder()
                .followupEvaluationId(new EvaluationId(8, 8))
                .build();

        assertThat(verify(noted).rejectedNodes()).isEmpty();
        assertThat(verify(noted, allocation(3)).rejectedNodes()).hasSize(1);
    }

    @Test
    void aNoteOnAnAllocationNeedsNoReadyNode() {
        commit(allocation(1));
        fail(allocation(1));
        apply(new Command.UpdateNodeStatus(node.id(), NodeStatus.DOWN, "", List.of()));

        assertThat(verify(state.allocation(allocation(1).id())).rejectedNodes()).isEmpty();
        assertThat(verify(allocation(2)).rejectedNodes()).hasSize(1);
    }

    private Allocation allocation(long id) {
        Job job = state.jobs().iterator().next();
        return Allocation.builder(new AllocationId(0, id), job, "g", 0)
                .evaluationId(EVALUATION)
                .nodeId(node.id())
                .resources(AllocatedResources.of(job.taskGroups().get(0)))
                .build();
    }

    private void commit(Allocation allocation) {
        apply(new Command.ApplyPlan(plan(allocation), List.of()));
    }

    private void fail(Allocation allocation) {
        AllocationUpdate failed =
                new AllocationUpdate(allocation.id(), 1, ClientStatus.FAILED, "", ImmutableSortedMap.of(), null, null);
        apply(new Command.UpdateAllocationsFromNode(node.id(), List.of(failed), List.of()));
    }

    private PlanResult verify(Allocation... placed) {
        return PlanVerifier.verify(state, plan(placed));
    }

    private Plan plan(Allocation... placed) {
        return Plan.builder(EVALUATION)
                .placements(ImmutableSortedMap.of(node.id(), List.of(placed)))
                .build();
    }

    private void apply(Command command) {
        state = machine.apply(state, 1, command).state();
    }
}
