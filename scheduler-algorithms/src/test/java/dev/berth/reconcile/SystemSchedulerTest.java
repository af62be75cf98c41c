package dev.berth.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.Constraint;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.schedule.AssertionLevel;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.SchedulerOptions;
import dev.berth.testkit.SchedulerHarness;
import org.junit.jupiter.api.Test;

class SystemSchedulerTest {
    private final Node n1 = Jobs.node("n1");
    private final Node n2 = Jobs.node("n2");
    private final SchedulerHarness harness = SchedulerHarness.with(new BuiltInSchedulers()
            .create(SchedulerOptions.builder()
                    .assertionLevel(AssertionLevel.FULL)
                    .build()));

    @Test
    void runsOnceOnEveryNodeAndOnThoseThatJoin() {
        harness.join(n1, n2).submit(Jobs.job("log", JobType.SYSTEM, 1)).process("log");
        assertThat(harness.nodesOf("log")).containsExactlyInAnyOrder("n1", "n2");
        assertThat(harness.process("log").plan().isNoOp()).isTrue();

        harness.join(Jobs.node("n3")).process("log", EvaluationTrigger.NODE_UPDATE);

        assertThat(harness.nodesOf("log")).containsExactlyInAnyOrder("n1", "n2", "n3");
    }

    @Test
    void aNodeThatDoesNotQualifyIsNoFailure() {
        Job job = Jobs.job("log", JobType.SYSTEM, 1).toBuilder()
                .constraints(Constraint.of("${attr.os}", "=", "linux"))
                .build();
        harness.join(n1, n2.toBuilder().attribute("os", "linux").build()).submit(job);

        Decisions decisions = harness.process("log");

        assertThat(harness.nodesOf("log")).containsExactly("n2");
        assertThat(decisions.failedGroups()).isEmpty();
        assertThat(decisions.blocked()).isNull();
    }

    @Test
    void aNodeThatIsTooFullBlocks() {
        Node tiny = Node.builder("tiny")
                .cpu(600)
                .memoryBytes(1L << 33)
                .diskBytes(1L << 40)
                .driver("mock")
                .build();
        harness.join(tiny).submit(Jobs.service("web", 1)).process("web");
        harness.join(n1).submit(Jobs.job("log", JobType.SYSTEM, 1));

        Decisions decisions = harness.process("log");

        assertThat(harness.nodesOf("log")).containsExactly("n1");
        assertThat(decisions.failedGroups().get("g").sentence()).contains("short 400 cpu on the closest node tiny");
        assertThat(decisions.queued()).containsEntry("g", 1);
        assertThat(decisions.blocked()).isNotNull();
    }

    @Test
    void doesNotComeBackToANodeThatIsDown() {
        harness.join(n1, n2).submit(Jobs.job("log", JobType.SYSTEM, 1)).process("log");
        harness.allRunning("log").down(n1);

        harness.process("log", EvaluationTrigger.NODE_UPDATE);

        assertThat(harness.nodesOf("log")).containsExactly("n2");
    }

    @Test
    void aSysbatchJobRunsOncePerNode() {
        harness.join(n1).submit(Jobs.job("scan", JobType.SYSBATCH, 1)).process("scan");
        harness.report(harness.allRunning("scan").live("scan").get(0), ClientStatus.COMPLETE);

        assertThat(harness.process("scan").plan().isNoOp()).isTrue();
        assertThat(harness.live("scan")).isEmpty();
    }

    @Test
    void aNewVersionReplacesMaxParallelNodesAtATime() {
        Job job = Jobs.job("log", JobType.SYSTEM, 1);
        harness.join(n1, n2).submit(job).process("log");
        harness.allRunning("log").submit(Jobs.withTask(job, task -> task.user("other")));

        Decisions decisions = harness.process("log");

        assertThat(harness.live("log"))
                .extracting(one -> one.job().revision().version())
                .containsExactlyInAnyOrder(0L, 1L);
        assertThat(decisions.followUps())
                .singleElement()
                .satisfies(next -> assertThat(next.trigger()).isEqualTo(EvaluationTrigger.ROLLING_UPDATE));
    }

    @Test
    void aStoppedJobStopsEverywhere() {
        harness.join(n1, n2).submit(Jobs.job("log", JobType.SYSTEM, 1)).process("log");

        harness.stop("log", false).process("log", EvaluationTrigger.JOB_DEREGISTER);

        assertThat(harness.live("log")).extracting(Allocation::nodeName).isEmpty();
    }
}
