package dev.berth.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.Job;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.Resources;
import dev.berth.model.TaskResources;
import dev.berth.schedule.AssertionLevel;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.SchedulerOptions;
import dev.berth.testkit.SchedulerHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SchedulerPropertiesTest {
    /** A job's life at random: resized, updated, failing, ending, its nodes coming and going. */
    @Property(tries = 60)
    void whateverHappensPlansFitAndCountsHold(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int nodes, @ForAll boolean batch) {
        Random random = new Random(seed);
        SchedulerHarness harness = SchedulerHarness.with(new BuiltInSchedulers()
                .create(SchedulerOptions.builder()
                        .assertionLevel(AssertionLevel.FULL)
                        .build()));
        List<Node> all = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            all.add(Jobs.node("n" + i));
            harness.join(all.get(i));
        }
        int count = 0;
        for (int step = 0; step < 25; step++) {
            switch (random.nextInt(6)) {
                case 0 -> count = submit(harness, random, batch);
                case 1 -> harness.down(all.get(random.nextInt(nodes)));
                case 2 -> harness.join(all.get(random.nextInt(nodes)));
                case 3 -> report(harness, random, ClientStatus.FAILED);
                case 4 -> report(harness, random, ClientStatus.COMPLETE);
                default -> harness.allRunning("j").pass(Duration.ofMinutes(2));
            }
            Decisions decisions = harness.process("j");
            check(harness, all, count, decisions);
        }
    }

    private static int submit(SchedulerHarness harness, Random random, boolean batch) {
        int count = random.nextInt(12);
        Job job = Jobs.job("j", batch ? JobType.BATCH : JobType.SERVICE, count);
        long cpu = 400 + 200L * random.nextInt(4);
        harness.submit(Jobs.withTask(
                job, task -> task.resources(TaskResources.builder().cpu(cpu).build())));
        return count;
    }

    private static void report(SchedulerHarness harness, Random random, ClientStatus status) {
        List<Allocation> live = harness.live("j");
        if (!live.isEmpty()) {
            harness.report(live.get(random.nextInt(live.size())), status);
        }
    }

    private static void check(SchedulerHarness harness, List<Node> nodes, int count, Decisions decisions) {
        List<Allocation> live = harness.live("j");
        assertThat(live).hasSizeLessThanOrEqualTo(count);
        assertThat(live).extracting(Allocation::index).doesNotHaveDuplicates();
        for (Node node : nodes) {
            Resources used = live.stream()
                    .filter(allocation -> allocation.nodeId().equals(node.id()))
                    .map(allocation -> allocation.resources().total())
                    .reduce(Resources.none(), Resources::plus);
            assertThat(node.available().covers(used)).isTrue();
        }
        if (decisions.blocked() == null) {
            assertThat(decisions.failedGroups()).isEmpty();
        } else {
            assertThat(decisions.queued().get("g")).isPositive();
            assertThat(decisions.wakeBy()).isNotEmpty();
        }
    }

    @Property(tries = 30)
    void theSameStateAndEvaluationGiveTheSamePlan(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int count) {
        Random random = new Random(seed);
        SchedulerHarness harness = SchedulerHarness.with(new BuiltInSchedulers().create(SchedulerOptions.defaults()));
        for (int i = 0; i < 4; i++) {
            harness.join(Jobs.node("n" + random.nextInt(100)));
        }
        harness.submit(Jobs.service("j", count));
        var evaluation = dev.berth.model.Evaluation.builder(
                        new dev.berth.model.EvaluationId(seed, count),
                        dev.berth.model.JobKey.of("j"),
                        JobType.SERVICE,
                        dev.berth.model.EvaluationTrigger.JOB_REGISTER)
                .build();

        assertThat(harness.decide(evaluation).plan())
                .isEqualTo(harness.decide(evaluation).plan());
    }
}
