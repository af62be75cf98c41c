package dev.berth.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationStop;
import dev.berth.model.ClientStatus;
import dev.berth.model.Constraint;
import dev.berth.model.DesiredStatus;
import dev.berth.model.DisconnectStrategy;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.NetworkRequest;
import dev.berth.model.Node;
import dev.berth.model.NodeStatus;
import dev.berth.model.PortRequest;
import dev.berth.model.ReasonCode;
import dev.berth.model.RescheduleOutcome;
import dev.berth.model.TaskResources;
import dev.berth.model.UpdateStrategy;
import dev.berth.schedule.AssertionLevel;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.SchedulerOptions;
import dev.berth.testkit.SchedulerHarness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenericSchedulerTest {
    private final Node n1 = Jobs.node("n1");
    private final Node n2 = Jobs.node("n2");
    private final SchedulerHarness harness = SchedulerHarness.with(new BuiltInSchedulers()
            .create(SchedulerOptions.builder()
                    .assertionLevel(AssertionLevel.FULL)
                    .build()));

    @Test
    void placesEveryInstanceUnderItsOwnIndex() {
        harness.join(n1, n2).submit(Jobs.service("web", 3));

        Decisions decisions = harness.process("web");

        assertThat(decisions.status()).isEqualTo(EvaluationStatus.COMPLETE);
        assertThat(decisions.blocked()).isNull();
        assertThat(decisions.queued()).containsExactlyEntriesOf(Map.of("g", 0));
        assertThat(harness.live("web"))
                .extracting(Allocation::name)
                .containsExactly("web.g[0]", "web.g[1]", "web.g[2]");
        assertThat(harness.nodesOf("web")).contains("n1", "n2");
    }

    @Test
    void namesWhatADecisionWasMadeOn() {
        harness.join(n1).submit(Jobs.service("web", 1));
        long index = harness.state().index();

        harness.process("web");

        assertThat(harness.live("web").get(0).decision()).satisfies(decision -> {
            assertThat(decision.stateIndex()).isEqualTo(index);
            assertThat(decision.strategy()).isEqualTo("default");
            assertThat(decision.strategyVersion()).isEqualTo(1);
        });
    }

    @Test
    void explainsPlacementsWhenAsked() {
        harness.join(n1, n2).submit(Jobs.service("web", 2)).explaining();

        Decisions decisions = harness.process("web");

        assertThat(decisions.placements()).hasSize(2);
        harness.live("web")
                .forEach(allocation -> assertThat(decisions
                                .placements()
                                .get(allocation.id())
                                .best()
                                .get(0)
                                .nodeId())
                        .isEqualTo(allocation.nodeId()));
    }

    @Test
    void doesNothingWhenNothingIsToDo() {
        harness.join(n1).submit(Jobs.service("web", 2)).process("web");

        assertThat(harness.process("web").plan().isNoOp()).isTrue();
    }

    @Test
    void sharesOneResourcesObjectBetweenEqualInstances() {
        harness.join(n1).submit(Jobs.service("web", 2)).process("web");

        assertThat(harness.live("web").get(0).resources())
                .isSameAs(harness.live("web").get(1).resources());
    }

    @Test
    void blockedEvaluationIsRetriedWhenANodeJoins() {
        harness.submit(Jobs.service("web", 2));
        Decisions first = harness.process("web");
        Evaluation blocked = first.blocked();

        assertThat(blocked.status()).isEqualTo(EvaluationStatus.BLOCKED);
        assertThat(blocked.trigger()).isEqualTo(EvaluationTrigger.QUEUED_ALLOCS);
        assertThat(first.queued()).containsEntry("g", 2);
        assertThat(first.failedGroups().get("g").coalesced()).isEqualTo(1);
        assertThat(first.wakeBy()).contains(ChangeKind.NODE_READY);

        harness.join(n1);
        Decisions second = harness.process(blocked);

        assertThat(second.blocked()).isNull();
        assertThat(harness.live("web")).hasSize(2);
    }

    @Test
    void anEvaluationThatStaysBlockedKeepsItsId() {
        harness.submit(Jobs.service("web", 9));
        Evaluation blocked = harness.process("web").blocked();
        harness.join(n1);

        Decisions again = harness.process(blocked);

        assertThat(harness.live("web")).hasSize(8);
        assertThat(again.blocked().id()).isEqualTo(blocked.id());
        assertThat(again.queued()).containsEntry("g", 1);
        assertThat(again.failedGroups().get("g").sentence())
                .isEqualTo("short 500 cpu on the closest node n1; would fit if it were empty");
        assertThat(again.wakeBy()).contains(ChangeKind.RESOURCES_FREED).doesNotContain(ChangeKind.DRIVER_HEALTHY);
    }

    @Test
    void saysThatTheDriverIsMissing() {
        Node bare = Node.builder("bare")
                .cpu(4_000)
                .memoryBytes(1L << 33)
                .diskBytes(1L << 40)
                .build();
        harness.join(bare).submit(Jobs.service("web", 1));

        Decisions decisions = harness.process("web");

        assertThat(decisions.failedGroups().get("g").filtered()).singleElement().satisfies(count -> {
            assertThat(count.code()).isEqualTo(ReasonCode.DRIVER_MISSING);
            assertThat(count.detail()).isEqualTo("mock");
        });
        assertThat(decisions.wakeBy()).contains(ChangeKind.DRIVER_HEALTHY);
    }

    @Test
    void scalingDownStopsTheHighestIndexes() {
        harness.join(n1, n2).submit(Jobs.service("web", 4)).process("web");
        harness.allRunning("web").submit(Jobs.service("web", 2));

        Decisions decisions = harness.process("web");

        assertThat(harness.live("web")).extracting(Allocation::index).containsExactly(0, 1);
        assertThat(decisions.plan().placementCount()).isEqualTo(2); // in place: the same work under the new version
    }

    @Test
    void scalingUpTakesTheLowestFreeIndexes() {
        harness.join(n1, n2).submit(Jobs.service("web", 3)).process("web");
        harness.allRunning("web");
        Allocation second = harness.live("web").get(1);
        harness.report(second, ClientStatus.COMPLETE).submit(Jobs.service("web", 4));

        harness.process("web");

        assertThat(harness.live("web")).extracting(Allocation::index).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aStoppedJobLosesAllItsAllocations() {
        harness.join(n1).submit(Jobs.service("web", 2)).process("web");
        harness.stop("web", false);

        Decisions decisions = harness.process("web", EvaluationTrigger.JOB_DEREGISTER);

        assertThat(decisions.plan().stops().values())
                .flatExtracting(stops -> stops)
                .hasSize(2);
        assertThat(harness.live("web")).isEmpty();
    }

    @Test
    void aPurgedJobLosesAllItsAllocations() {
        harness.join(n1).submit(Jobs.service("web", 2)).process("web");
        harness.stop("web", true);

        harness.process("web", EvaluationTrigger.JOB_DEREGISTER);

        assertThat(harness.live("web")).isEmpty();
    }

    @Test
    void instancesLostWithTheirNodeMoveUnderTheSameIndex() {
        harness.join(n1, n2).submit(Jobs.service("web", 4)).process("web");
        List<Allocation> before = harness.allRunning("web").live("web");
        harness.down(n1);

        harness.process("web", EvaluationTrigger.NODE_UPDATE);

        assertThat(harness.nodesOf("web")).containsOnly("n2");
        assertThat(harness.live("web")).extracting(Allocation::index).containsExactly(0, 1, 2, 3);
        before.stream().filter(old -> old.nodeName().equals("n1")).forEach(old -> {
            assertThat(harness.now(old).clientStatus()).isEqualTo(ClientStatus.LOST);
            assertThat(harness.now(old).nextAllocation()).isNotNull();
        });
    }

    @Test
    void anAllocationToldToStopIsLostWhenItsNodeGoesDownFirst() {
        harness.join(n1).submit(Jobs.service("web", 1)).process("web");
        Allocation running = harness.allRunning("web").live("web").get(0);
        harness.stop("web", false).process("web");
        harness.down(n1);

        harness.process("web", EvaluationTrigger.NODE_UPDATE);

        assertThat(harness.now(running).clientStatus()).isEqualTo(ClientStatus.LOST);
    }

    @Test
    void anAllocationMarkedToMigrateMovesToAnotherNode() {
        harness.join(n1).submit(Jobs.service("web", 1)).process("web");
        Allocation old = harness.allRunning("web").live("web").get(0);
        harness.join(n2).close(n1).migrate(old);

        harness.process("web", EvaluationTrigger.NODE_DRAIN);

        assertThat(harness.now(old).desiredStatus()).isEqualTo(DesiredStatus.STOP);
        assertThat(harness.live("web")).singleElement().satisfies(moved -> {
            assertThat(moved.nodeName()).isEqualTo("n2");
            assertThat(moved.index()).isZero();
            assertThat(moved.previousAllocation()).isEqualTo(old.id());
        });
    }

    @Test
    void nothingMovesFromAnIneligibleNodeByItself() {
        harness.join(n1, n2).submit(Jobs.service("web", 2)).process("web");
        harness.allRunning("web").close(n1);

        assertThat(harness.process("web", EvaluationTrigger.NODE_UPDATE).plan().isNoOp())
                .isTrue();
    }

    @Test
    void aFailedInstanceIsTriedAgainAfterTheDelayOfItsPolicy() {
        harness.join(n1, n2).submit(Jobs.service("web", 1)).process("web");
        Allocation failed = harness.allRunning("web").live("web").get(0);
        harness.report(failed, ClientStatus.FAILED);

        Decisions first = harness.process("web", EvaluationTrigger.ALLOC_FAILURE);

        assertThat(harness.live("web")).isEmpty();
        Evaluation followUp = first.followUps().get(0);
        assertThat(followUp.waitUntilNanos())
                .isEqualTo(harness.nowNanos() + Duration.ofSeconds(30).toNanos());
        assertThat(harness.now(failed).followupEvaluationId()).isEqualTo(followUp.id());
        assertThat(harness.process("web").followUps())
                .as("one follow-up is enough")
                .isEmpty();

        harness.pass(Duration.ofSeconds(30)).process(followUp);

        assertThat(harness.live("web")).singleElement().satisfies(retry -> {
            assertThat(retry.index()).isZero();
            assertThat(retry.nodeId())
                    .as("another node than the one it failed on")
                    .isNotEqualTo(failed.nodeId());
            assertThat(retry.previousAllocation()).isEqualTo(failed.id());
            assertThat(retry.rescheduleTracker().events()).singleElement().satisfies(event -> {
                assertThat(event.delay()).isEqualTo(Duration.ofSeconds(30));
                assertThat(event.previousNode()).isEqualTo(failed.nodeId());
            });
        });
        assertThat(harness.now(failed).desiredStatus()).isEqualTo(DesiredStatus.STOP);
    }

    @Test
    void aRetryThatFindsNoNodeKeepsTheFailedAllocationAndBlocks() {
        Node only = Jobs.node("only");
        harness.join(only).submit(Jobs.service("web", 1)).process("web");
        Allocation failed = harness.allRunning("web").live("web").get(0);
        harness.report(failed, ClientStatus.FAILED).close(only).pass(Duration.ofMinutes(1));

        Decisions decisions = harness.process("web", EvaluationTrigger.ALLOC_FAILURE);

        assertThat(decisions.blocked()).isNotNull();
        assertThat(harness.now(failed).desiredStatus()).isEqualTo(DesiredStatus.RUN);
        assertThat(harness.now(failed).rescheduleTracker().lastReschedule()).isEqualTo(RescheduleOutcome.NO_PLACEMENT);

        harness.join(n1).process(decisions.blocked());
        assertThat(harness.nodesOf("web")).containsExactly("n1");
    }

    @Test
    void aBatchInstanceThatFailsIsTriedOnceADay() {
        harness.join(n1, n2).submit(Jobs.batch("sum", 1)).process("sum");
        for (int i = 0; i < 2; i++) {
            harness.report(harness.allRunning("sum").live("sum").get(0), ClientStatus.FAILED);
            harness.pass(Duration.ofSeconds(5)).process("sum", EvaluationTrigger.ALLOC_FAILURE);
        }

        assertThat(harness.live("sum")).isEmpty();
        assertThat(harness.process("sum").plan().isNoOp()).isTrue();
    }

    @Test
    void aBatchInstanceThatCompletedKeepsItsSlot() {
        harness.join(n1).submit(Jobs.batch("sum", 2)).process("sum");
        Allocation done = harness.allRunning("sum").live("sum").get(0);
        harness.report(done, ClientStatus.COMPLETE).down(n1).join(n2);

        harness.process("sum", EvaluationTrigger.NODE_UPDATE);

        assertThat(harness.live("sum")).extracting(Allocation::index).containsExactly(1);
        assertThat(harness.now(done).desiredStatus()).isEqualTo(DesiredStatus.RUN);
    }

    @Test
    void aNewVersionOfABatchJobRunsAnew() {
        harness.join(n1).submit(Jobs.batch("sum", 1)).process("sum");
        harness.report(harness.allRunning("sum").live("sum").get(0), ClientStatus.COMPLETE);
        assertThat(harness.process("sum").plan().isNoOp()).isTrue();

        harness.submit(Jobs.withTask(Jobs.batch("sum", 1), task -> task.user("other")))
                .process("sum");

        assertThat(harness.live("sum")).hasSize(1);
    }

    @Test
    void aServiceInstanceThatEndsIsReplaced() {
        harness.join(n1).submit(Jobs.service("web", 1)).process("web");
        harness.report(harness.allRunning("web").live("web").get(0), ClientStatus.COMPLETE);

        harness.process("web");

        assertThat(harness.live("web")).hasSize(1);
    }

    @Test
    void aChangeThatTasksDoNotFeelIsTakenOverInPlace() {
        harness.join(n1).submit(Jobs.service("web", 2)).process("web");
        List<Allocation> before = harness.allRunning("web").live("web");
        Job changed = Jobs.withTask(Jobs.service("web", 2), task -> task.killTimeout(Duration.ofSeconds(9)));

        Decisions decisions = harness.submit(changed).process("web");

        assertThat(decisions.plan().stops()).isEmpty();
        assertThat(harness.live("web"))
                .extracting(Allocation::id)
                .containsExactlyElementsOf(before.stream().map(Allocation::id).toList());
        assertThat(harness.live("web"))
                .allSatisfy(allocation ->
                        assertThat(allocation.job().revision().version()).isEqualTo(1));
    }

    @Test
    void aConstraintTheNodeBreaksMovesTheAllocation() {
        Node linux = n2.toBuilder().attribute("os", "linux").build();
        harness.join(n1).submit(Jobs.service("web", 1)).process("web");
        harness.allRunning("web").join(linux);
        Job changed = Jobs.service("web", 1).toBuilder()
                .constraints(Constraint.of("${attr.os}", "=", "linux"))
                .build();

        harness.submit(changed).process("web");

        assertThat(harness.nodesOf("web")).containsExactly("n2");
    }

    @Test
    void anUpdateInPlaceWorksOnANodeThatIsClosed() {
        harness.join(n1, n2).submit(Jobs.service("web", 1)).process("web");
        Allocation running = harness.allRunning("web").live("web").get(0);
        harness.close(running.nodeName().equals("n1") ? n1 : n2);

        harness.submit(Jobs.withTask(Jobs.service("web", 1), task -> task.killTimeout(Duration.ofSeconds(9))))
                .process("web");

        assertThat(harness.live("web")).extracting(Allocation::id).containsExactly(running.id());
    }

    @Test
    void aNewVersionRollsOutMaxParallelAtATime() {
        harness.join(n1, n2).submit(rolling(4, 2, 500)).process("web");
        harness.allRunning("web").submit(rolling(4, 2, 600));

        Decisions first = harness.process("web");
        assertThat(versions()).containsExactly(1L, 1L, 0L, 0L);
        Evaluation next = first.followUps().get(0);
        assertThat(next.trigger()).isEqualTo(EvaluationTrigger.ROLLING_UPDATE);
        assertThat(next.waitUntilNanos())
                .isEqualTo(harness.nowNanos() + Duration.ofSeconds(30).toNanos());

        Decisions waiting = harness.pass(Duration.ofSeconds(30)).process(next);
        assertThat(versions()).as("two are still starting").containsExactly(1L, 1L, 0L, 0L);

        harness.allRunning("web")
                .pass(Duration.ofSeconds(30))
                .process(waiting.followUps().get(0));
        assertThat(versions()).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void aFailedInstanceOfTheNewVersionHoldsTheRollOut() {
        harness.join(n1, n2).submit(rolling(3, 1, 500)).process("web");
        harness.allRunning("web").submit(rolling(3, 1, 600)).process("web");
        harness.report(harness.live("web").get(0), ClientStatus.FAILED);

        harness.process("web", EvaluationTrigger.ALLOC_FAILURE);

        assertThat(versions()).containsExactly(0L, 0L);
    }

    @Test
    void anUpdateThatFindsNoRoomKeepsTheOldInstance() {
        harness.join(n1).submit(Jobs.service("web", 1)).process("web");
        Allocation old = harness.allRunning("web").live("web").get(0);
        Job huge = Jobs.withTask(
                Jobs.service("web", 1),
                task -> task.resources(TaskResources.builder().cpu(5_000).build()));

        Decisions decisions = harness.submit(huge).process("web");

        assertThat(harness.live("web")).extracting(Allocation::id).containsExactly(old.id());
        assertThat(decisions.failedGroups()).containsKey("g");
        assertThat(decisions.queued()).containsEntry("g", 1);
    }

    @Test
    void anUpdateUsesTheRoomOfWhatItReplaces() {
        Job big = Jobs.withTask(
                Jobs.service("web", 1),
                task -> task.resources(TaskResources.builder().cpu(4_000).build()));
        harness.join(n1).submit(big).process("web");
        harness.allRunning("web").submit(Jobs.withTask(big, task -> task.user("other")));

        harness.process("web");

        assertThat(harness.live("web"))
                .singleElement()
                .satisfies(now -> assertThat(now.job().revision().version()).isEqualTo(1));
    }

    @Test
    void aGroupThatTheJobNoLongerHasIsStopped() {
        harness.join(n1).submit(Jobs.service("web", 2)).process("web");
        Job renamed = Jobs.withGroup(Jobs.service("web", 2), group -> group.name("h"));

        harness.submit(renamed).process("web");

        assertThat(harness.live("web"))
                .extracting(Allocation::taskGroup)
                .containsOnly("h")
                .hasSize(2);
    }

    @Test
    void portsAreAssignedAndKeptInPlace() {
        Job job = Jobs.withGroup(
                Jobs.service("web", 2),
                group -> group.networks(List.of(NetworkRequest.builder()
                        .reservedPorts(PortRequest.builder("admin").value(9_000).build())
                        .dynamicPorts(PortRequest.builder("http").to(-1).build())
                        .build())));
        harness.join(n1, n2).submit(job).process("web");
        List<Allocation> before = harness.allRunning("web").live("web");

        assertThat(harness.nodesOf("web")).containsExactlyInAnyOrder("n1", "n2");
        assertThat(before).allSatisfy(allocation -> {
            assertThat(allocation.resources().shared().ports())
                    .extracting(port -> port.label())
                    .containsExactly("admin", "http");
            assertThat(allocation.resources().shared().ports().get(0).value()).isEqualTo(9_000);
            assertThat(allocation.resources().shared().ports().get(1).value()).isBetween(20_000, 32_000);
            assertThat(allocation.resources().shared().ports().get(1).to())
                    .isEqualTo(allocation.resources().shared().ports().get(1).value());
        });

        harness.submit(Jobs.withTask(job, task -> task.killTimeout(Duration.ofSeconds(9))))
                .process("web");
        assertThat(harness.live("web"))
                .extracting(Allocation::resources)
                .containsExactlyElementsOf(
                        before.stream().map(Allocation::resources).toList());
    }

    @Test
    void oldStylePortsOfATaskEndUpAtTheTask() {
        Job job = Jobs.withTask(
                Jobs.service("db", 1),
                task -> task.resources(TaskResources.builder()
                        .cpu(500)
                        .networks(NetworkRequest.builder()
                                .mbits(10)
                                .dynamicPorts(PortRequest.builder("db").build())
                                .build())
                        .build()));
        harness.join(n1).submit(job).process("db");

        assertThat(harness.live("db").get(0).resources().tasks().get("t").networks())
                .singleElement()
                .satisfies(network ->
                        assertThat(network.dynamicPorts().get(0).value()).isBetween(20_000, 32_000));
    }

    @Test
    void anInstanceOutOfContactIsReplacedAndWinsWhenItComesBack() {
        Job job = Jobs.withGroup(
                Jobs.service("web", 1),
                group -> group.disconnect(DisconnectStrategy.builder()
                        .lostAfter(Duration.ofMinutes(5))
                        .build()));
        harness.join(n1).submit(job).process("web");
        Allocation original = harness.allRunning("web").live("web").get(0);
        harness.join(n2).status(n1, NodeStatus.DISCONNECTED);

        Decisions decisions = harness.process("web", EvaluationTrigger.NODE_UPDATE);

        assertThat(harness.now(original).clientStatus()).isEqualTo(ClientStatus.UNKNOWN);
        assertThat(decisions.followUps().get(0).trigger()).isEqualTo(EvaluationTrigger.MAX_DISCONNECT_TIMEOUT);
        assertThat(harness.nodesOf("web")).containsExactlyInAnyOrder("n1", "n2");

        harness.allRunning("web").status(n1, NodeStatus.READY).process("web", EvaluationTrigger.RECONNECT);

        assertThat(harness.live("web")).extracting(Allocation::id).containsExactly(original.id());
    }

    @Test
    void anInstanceOutOfContactForTooLongIsLost() {
        Job job = Jobs.withGroup(
                Jobs.service("web", 1),
                group -> group.disconnect(DisconnectStrategy.builder()
                        .lostAfter(Duration.ofMinutes(5))
                        .build()));
        harness.join(n1).submit(job).process("web");
        Allocation original = harness.allRunning("web").live("web").get(0);
        harness.join(n2).status(n1, NodeStatus.DISCONNECTED);
        Evaluation timeout = harness.process("web").followUps().get(0);

        harness.pass(Duration.ofMinutes(5)).process(timeout);

        assertThat(harness.now(original).clientStatus()).isEqualTo(ClientStatus.LOST);
        assertThat(harness.nodesOf("web")).containsExactly("n2");
    }

    @Test
    void anEvaluationWithoutAJobFails() {
        Evaluation senseless = Evaluation.builder(
                        new dev.berth.model.EvaluationId(1, 1),
                        dev.berth.model.JobType.SERVICE,
                        EvaluationTrigger.JOB_REGISTER)
                .build();

        Decisions decisions = harness.decide(senseless);

        assertThat(decisions.status()).isEqualTo(EvaluationStatus.FAILED);
        assertThat(decisions.description()).isEqualTo("The evaluation names no job.");
    }

    @Test
    void stopsNameTheirReason() {
        harness.join(n1).submit(Jobs.service("web", 2)).process("web");
        harness.submit(Jobs.service("web", 1));

        Decisions decisions = harness.process("web");

        assertThat(decisions.plan().stops().values())
                .flatExtracting(stops -> stops)
                .extracting(AllocationStop::description)
                .containsExactly(StopReasons.NOT_NEEDED);
    }

    private List<Long> versions() {
        return harness.live("web").stream()
                .map(allocation -> allocation.job().revision().version())
                .toList();
    }

    private static Job rolling(int count, int maxParallel, long cpu) {
        Job job = Jobs.withGroup(
                Jobs.service("web", count),
                group -> group.update(
                        UpdateStrategy.builder().maxParallel(maxParallel).build()));
        return Jobs.withTask(
                job, task -> task.resources(TaskResources.builder().cpu(cpu).build()));
    }
}
