package dev.berth.control;

import static dev.berth.control.ControlPlaneHarness.answer;
import static dev.berth.control.ControlPlaneHarness.credential;
import static dev.berth.control.ControlPlaneHarness.done;
import static dev.berth.control.ControlPlaneHarness.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.CommandLog;
import dev.berth.host.GatewayException;
import dev.berth.host.NodeAllocations;
import dev.berth.host.NodeCredential;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.DesiredStatus;
import dev.berth.model.Eligibility;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeStatus;
import dev.berth.model.PeriodicConfig;
import dev.berth.schedule.Scheduler;
import dev.berth.schedule.SchedulerOptions;
import dev.berth.schedule.SchedulerProvider;
import dev.berth.state.Event;
import dev.berth.testkit.SimpleScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {

    @Test
    void aSubmittedJobIsPlacedAndItsNodeLearnsOfIt() {
        var harness = ControlPlaneHarness.leading();
        Node node = harness.join("n1", 4_000, 8_192);

        Submission submission = harness.submit(job("web", 3));

        assertThat(harness.evaluation(submission.evaluationId()).status()).isEqualTo(EvaluationStatus.COMPLETE);
        NodeAllocations toRun = harness.watch(node, 0);
        assertThat(toRun.changed()).hasSize(3).allSatisfy(allocation -> {
            assertThat(allocation.jobKey()).isEqualTo(JobKey.of("web"));
            assertThat(allocation.desiredStatus()).isEqualTo(DesiredStatus.RUN);
        });
        assertThat(toRun.changed()).extracting(Allocation::name).doesNotHaveDuplicates();
    }

    @Test
    void everythingThatIsWrongWithAJobIsReportedAtOnceAndNothingIsStored() {
        var harness = ControlPlaneHarness.leading();
        Job bad = job("two words", -1).toBuilder().priority(1_000).build();

        Outcome<Submission> outcome = answer(harness.controlPlane.submit(bad));

        assertThat(outcome).isInstanceOf(Outcome.Invalid.class);
        assertThat(((Outcome.Invalid<Submission>) outcome).problems()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(harness.controlPlane.state().jobs()).isEmpty();
    }

    @Test
    void aJobThatWouldNeverRunIsRefusedRatherThanKept() {
        var harness = ControlPlaneHarness.leading();
        Job periodic = job("nightly", 1).toBuilder()
                .type(JobType.BATCH)
                .periodic(PeriodicConfig.builder().crons(List.of("0 3 * * *")).build())
                .build();

        Outcome<Submission> outcome = answer(harness.controlPlane.submit(periodic));

        assertThat(outcome.explanation()).contains("periodic").contains("not run by this version");
        assertThat(harness.controlPlane.state().jobs()).isEmpty();
    }

    @Test
    void aFollowerRefusesRequestsAndSaysWhy() {
        var harness = ControlPlaneHarness.following();

        Outcome<Submission> outcome = answer(harness.controlPlane.submit(job("web", 1)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(Outcome.Reason.NOT_LEADER));
        assertThat(outcome.explanation()).isEqualTo("This server does not lead.");
    }

    @Test
    void aJobWithoutRoomWaitsAndIsPlacedWhenANodeJoinsThatCouldHoldIt() {
        var harness = ControlPlaneHarness.leading();
        Submission submission = harness.submit(job("web", 2, 1_000, 1_000));
        Evaluation first = harness.evaluation(submission.evaluationId());
        Evaluation waiting = harness.evaluation(first.blockedEvaluation());
        assertThat(first.status()).isEqualTo(EvaluationStatus.COMPLETE);
        assertThat(waiting.status()).isEqualTo(EvaluationStatus.BLOCKED);

        harness.join("n1", 4_000, 8_192);

        assertThat(harness.live("web")).hasSize(2);
        assertThat(harness.evaluation(waiting.id()).status()).isEqualTo(EvaluationStatus.COMPLETE);
    }

    @Test
    void aNodeThatIsTooSmallDoesNotWakeAWaitingJob() {
        var counting = new CountingScheduler();
        var harness = ControlPlaneHarness.leading(counting, ServerLimits.defaults());
        harness.submit(job("big", 1, 3_000, 1_000));
        int before = counting.decisions;

        harness.join("small", 2_000, 8_192);
        assertThat(counting.decisions).isEqualTo(before);
        harness.join("large", 4_000, 8_192);

        assertThat(counting.decisions).isEqualTo(before + 1);
        assertThat(harness.live("big")).hasSize(1);
    }

    @Test
    void aNodeThatJoinsWhileAJobIsBeingDecidedIsNotMissed() {
        var joining = new JoiningScheduler();
        var harness = ControlPlaneHarness.leading(joining, ServerLimits.defaults());
        joining.join = () -> {
            Node node = ControlPlaneHarness.node("n1", 4_000, 8_192);
            harness.controlPlane.nodes().register(credential(node), node);
        };

        harness.submit(job("web", 2));

        assertThat(harness.live("web")).hasSize(2);
    }

    @Test
    void roomThatAnAllocationFreesWakesAWaitingJob() {
        var harness = ControlPlaneHarness.leading();
        Node node = harness.join("n1", 1_000, 8_192);
        harness.submit(job("first", 1, 1_000, 100));
        harness.submit(job("second", 1, 1_000, 100));
        assertThat(harness.live("second")).isEmpty();

        harness.report(node, harness.live("first").get(0), ClientStatus.COMPLETE);

        assertThat(harness.live("second")).hasSize(1);
    }

    @Test
    void workOfASilentNodeMovesToAnotherOne() {
        var harness = ControlPlaneHarness.leading();
        Node first = harness.join("n1", 4_000, 8_192);
        Node second = harness.join("n2", 4_000, 8_192);
        harness.submit(job("web", 2));
        Node home = harness.live("web").get(0).nodeId().equals(first.id()) ? first : second;
        Node other = home == first ? second : first;

        for (int i = 0; i < 6; i++) {
            harness.time.advance(Duration.ofSeconds(9));
            harness.heartbeat(other);
        }

        assertThat(harness.controlPlane.state().node(home.id()).status()).isEqualTo(NodeStatus.DOWN);
        assertThat(harness.live("web"))
                .hasSize(2)
                .allSatisfy(allocation -> assertThat(allocation.nodeId()).isEqualTo(other.id()));
        assertThat(harness.controlPlane.state().allocationsByNode(home.id())).allSatisfy(allocation -> {
            assertThat(allocation.clientStatus()).isEqualTo(ClientStatus.LOST);
            assertThat(allocation.desiredStatus()).isEqualTo(DesiredStatus.STOP);
        });
    }

    @Test
    void aNodeThatComesBackIsReadyOnlyAfterItHasSeenWhatToStop() {
        var harness = ControlPlaneHarness.leading();
        Node node = harness.join("n1", 4_000, 8_192);
        harness.submit(job("web", 1));
        harness.report(node, harness.live("web").get(0), ClientStatus.RUNNING);
        harness.controlPlane.setEligibility(node.id(), Eligibility.INELIGIBLE);
        harness.time.advance(Duration.ofSeconds(40));
        assertThat(harness.controlPlane.state().node(node.id()).status()).isEqualTo(NodeStatus.DOWN);

        harness.heartbeat(node);
        NodeStatus heardAgain = harness.controlPlane.state().node(node.id()).status();
        harness.watch(node, 0);
        harness.heartbeat(node);

        assertThat(heardAgain).isIn(NodeStatus.INITIALIZING, NodeStatus.READY);
        assertThat(harness.controlPlane.state().node(node.id()).status()).isEqualTo(NodeStatus.READY);
    }

    @Test
    void aSchedulerThatThrowsSpoilsOneJobAndNotTheOthers() {
        var poisoned = new PoisonedScheduler("bad");
        var harness = ControlPlaneHarness.leading(poisoned, ServerLimits.defaults());
        Node node = harness.join("n1", 4_000, 8_192);

        Submission bad = harness.submit(job("bad", 1));
        harness.submit(job("good", 1));
        for (int i = 0; i < 12; i++) {
            harness.time.advance(Duration.ofSeconds(5));
            harness.heartbeat(node);
        }

        assertThat(harness.live("good")).hasSize(1);
        Evaluation failed = harness.evaluation(bad.evaluationId());
        assertThat(failed.status()).isEqualTo(EvaluationStatus.FAILED);
        assertThat(failed.statusDescription()).contains("failed 3 times");
        assertThat(harness.evaluation(failed.nextEvaluation()).trigger()).isEqualTo(EvaluationTrigger.FAILED_FOLLOW_UP);
        assertThat(harness.controlPlane.status().callbackErrors()).containsOnlyKeys("scheduler of service jobs");
    }

    @Test
    void aPlanThatOversubscribesANodeIsNeverCommitted() {
        var harness = ControlPlaneHarness.leading(new GreedyScheduler(), ServerLimits.defaults());
        harness.join("n1", 1_000, 8_192);

        Submission submission = harness.submit(job("web", 5, 400, 100));

        assertThat(harness.live("web")).isEmpty();
        Evaluation failed = harness.evaluation(submission.evaluationId());
        assertThat(failed.status()).isEqualTo(EvaluationStatus.FAILED);
        assertThat(failed.statusDescription())
                .contains("5 plans in a row were refused")
                .contains("cpu");
        assertThat(harness.evaluation(failed.blockedEvaluation()).trigger())
                .isEqualTo(EvaluationTrigger.MAX_PLAN_ATTEMPTS);
    }

    @Test
    void stoppingAJobStopsItsAllocationsAndTheNodeHearsOfIt() {
        var harness = ControlPlaneHarness.leading();
        Node node = harness.join("n1", 4_000, 8_192);
        harness.submit(job("web", 1));
        NodeAllocations before = harness.watch(node, 0);
        CompletionStage<NodeAllocations> watch =
                harness.controlPlane.nodes().watchAllocations(credential(node), before.index(), Duration.ofMinutes(1));
        assertThat(watch.toCompletableFuture()).isNotDone();

        done(harness.controlPlane.stop(JobKey.of("web"), false));

        assertThat(answer(watch).changed())
                .singleElement()
                .satisfies(allocation -> assertThat(allocation.desiredStatus()).isEqualTo(DesiredStatus.STOP));
        assertThat(harness.controlPlane.state().job(JobKey.of("web")).stop()).isTrue();
    }

    @Test
    void stoppingAJobThatIsNotThereSaysSo() {
        var harness = ControlPlaneHarness.leading();

        Outcome<Submission> outcome = answer(harness.controlPlane.stop(JobKey.of("nope"), false));

        assertThat(outcome.explanation()).isEqualTo("There is no job (nope).\nMaybe check its id and namespace.");
    }

    @Test
    void aWatchThatHearsNothingIsAnsweredAfterItsTime() {
        var harness = ControlPlaneHarness.leading();
        Node node = harness.join("n1", 4_000, 8_192);
        long index = harness.watch(node, 0).index();
        CompletionStage<NodeAllocations> watch =
                harness.controlPlane.nodes().watchAllocations(credential(node), index, Duration.ofSeconds(5));

        harness.time.advance(Duration.ofSeconds(4));
        assertThat(watch.toCompletableFuture()).isNotDone();
        harness.time.advance(Duration.ofSeconds(1));

        assertThat(answer(watch).changed()).isEmpty();
        assertThat(harness.controlPlane.status().queues().get("watches").depth())
                .isZero();
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefused() {
        var harness = ControlPlaneHarness.leading();
        Node node = harness.join("n1", 4_000, 8_192);
        var impostor = new NodeCredential(node.id(), "some other secret!");

        assertThatThrownBy(() -> harness.controlPlane
                        .nodes()
                        .watchAllocations(impostor, 0, Duration.ZERO)
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.kind()).isEqualTo(GatewayException.Kind.BAD_SECRET));
        assertThat(harness.controlPlane.state().node(node.id()).secretHash()).doesNotContain("secret");
    }

    @Test
    void aNodeCannotReportAboutAnotherNodesAllocation() {
        var harness = ControlPlaneHarness.leading();
        Node owner = harness.join("n1", 4_000, 8_192);
        harness.submit(job("web", 1));
        Allocation allocation = harness.live("web").get(0);
        Node other = harness.join("n2", 4_000, 8_192);

        assertThatThrownBy(() -> harness.controlPlane
                        .nodes()
                        .updateAllocations(credential(other), List.of(harness.update(allocation, ClientStatus.FAILED)))
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("is not on node");
        assertThat(harness.live("web").get(0).clientStatus()).isEqualTo(ClientStatus.PENDING);
        assertThat(owner.id()).isEqualTo(allocation.nodeId());
    }

    @Test
    void aLateReportLosesAgainstANewerOne() {
        var harness = ControlPlaneHarness.leading();
        Node node = harness.join("n1", 4_000, 8_192);
        harness.submit(job("web", 1));
        Allocation allocation = harness.live("web").get(0);
        var late = harness.update(allocation, ClientStatus.PENDING);
        harness.report(node, allocation, ClientStatus.RUNNING);

        answer(harness.controlPlane.nodes().updateAllocations(credential(node), List.of(late)));

        assertThat(harness.live("web").get(0).clientStatus()).isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void aServerThatTakesOverFinishesWhatTheOldLeaderLeftPending() {
        var harness = ControlPlaneHarness.leading(new PoisonedScheduler("web"), ServerLimits.defaults());
        harness.join("n1", 4_000, 8_192);
        harness.submit(job("web", 1));
        answer(harness.controlPlane.follow());

        ControlPlane successor = harness.open(new SimpleScheduler(), ServerLimits.defaults(), "server-2");
        assertThat(done(successor.lead(2))).isPositive();

        assertThat(harness.live("web")).hasSize(1);
        assertThat(successor.state().term()).isEqualTo(2);
    }

    @Test
    void aDeposedLeaderStopsAndItsLateCommandChangesNothing() {
        var harness = ControlPlaneHarness.leading();
        harness.join("n1", 4_000, 8_192);
        ControlPlane successor = harness.open(new SimpleScheduler(), ServerLimits.defaults(), "server-2");
        done(successor.lead(2));

        Outcome<Submission> late = answer(harness.controlPlane.submit(job("web", 1)));

        assertThat(late).isInstanceOf(Outcome.Unavailable.class);
        assertThat(harness.controlPlane.state().jobs()).isEmpty();
        assertThat(harness.controlPlane.status().role()).isEqualTo(ControlPlaneStatus.Role.FOLLOWER);
        assertThat(done(successor.submit(job("web", 1)))).isNotNull();
    }

    @Test
    void aCommandWhoseAnswerIsLostIsAppliedOnceAndAnsweredFromTheState() {
        var losing = new AnswerLosingLog();
        var harness = ControlPlaneHarness.leadingOver(losing::over);
        harness.join("n1", 4_000, 8_192);
        losing.loseAnswers = true;

        Submission submission = harness.submit(job("web", 2));

        assertThat(submission.evaluationId()).isNotNull();
        assertThat(harness.live("web")).hasSize(2);
        assertThat(harness.controlPlane.state().jobVersions(JobKey.of("web"))).hasSize(1);
    }

    @Test
    void aCommandThatNeverShowsUpMakesTheServerStepDown() {
        var losing = new AnswerLosingLog();
        var harness = ControlPlaneHarness.leadingOver(losing::over);
        losing.loseEverything = true;

        CompletionStage<Outcome<Submission>> lost = harness.controlPlane.submit(job("web", 1));
        harness.time.advance(Duration.ofSeconds(11));

        assertThat(answer(lost))
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(Outcome.Reason.UNKNOWN));
        assertThat(harness.controlPlane.status().role()).isEqualTo(ControlPlaneStatus.Role.FOLLOWER);
        assertThat(harness.controlPlane.status().callbackErrors()).containsKey("command log");
    }

    @Test
    void subscribersSeeWhatHappensInTheOrderOfTheLog() {
        var harness = ControlPlaneHarness.leading();
        List<Event> events = new ArrayList<>();
        harness.controlPlane.subscribe("test", events::add, Runnable::run);
        harness.join("n1", 4_000, 8_192);

        harness.submit(job("web", 1));

        assertThat(events).extracting(Event::index).isSorted();
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .contains("NodeRegistered", "JobRegistered", "AllocationPlaced", "EvaluationUpdated");
    }

    @Test
    void explainsWhyAJobWaits() {
        var harness = ControlPlaneHarness.leading();
        harness.join("n1", 1_000, 8_192);
        harness.submit(job("big", 2, 4_000, 100));

        Explanation explanation = harness.controlPlane.explain(JobKey.of("big")).orElseThrow();

        assertThat(explanation.lines().get(0)).contains("queued-allocs").contains("blocked");
        assertThat(explanation.lines().get(1)).startsWith("Group group: 2 not placed");
    }

    @Test
    void anIndexCanBeWaitedFor() {
        var harness = ControlPlaneHarness.leading();
        long now = harness.controlPlane.state().index();
        var waiting = harness.controlPlane.awaitIndex(now + 1).toCompletableFuture();
        assertThat(waiting).isNotDone();

        harness.join("n1", 1_000, 1_000);

        assertThat(answer(waiting).index()).isGreaterThan(now);
    }

    @Test
    void refusesFurtherJobsWhenTooManyEvaluationsWait() {
        ServerLimits tight = ServerLimits.builder().readyEvaluations(1).build();
        var harness = ControlPlaneHarness.leading(new PoisonedScheduler("stuck"), tight);
        harness.submit(job("stuck", 1));

        Outcome<Submission> refused = answer(harness.controlPlane.submit(job("next", 1)));

        assertThat(refused).isInstanceOfSatisfying(Outcome.Unavailable.class, unavailable -> {
            assertThat(unavailable.reason()).isEqualTo(Outcome.Reason.OVERLOADED);
            assertThat(unavailable.retryAfter()).isPositive();
        });
    }

    @Test
    void aClosedControlPlaneRefuses() {
        var harness = ControlPlaneHarness.leading();
        harness.controlPlane.close();

        assertThat(answer(harness.controlPlane.submit(job("web", 1))).explanation())
                .isEqualTo("The control plane is closed.");
    }

    /** Counts decisions. */
    private static final class CountingScheduler implements SchedulerProvider {
        private final SimpleScheduler simple = new SimpleScheduler();
        private int decisions;

        @Override
        public Set<JobType> types() {
            return simple.types();
        }

        @Override
        public Scheduler create(SchedulerOptions options) {
            return (evaluation, context) -> {
                decisions++;
                return simple.decide(evaluation, context);
            };
        }
    }

    /** Lets a node join in the middle of the first decision, too late for it. */
    private static final class JoiningScheduler implements SchedulerProvider {
        private Runnable join = () -> {};

        @Override
        public Set<JobType> types() {
            return new SimpleScheduler().types();
        }

        @Override
        public Scheduler create(SchedulerOptions options) {
            return (evaluation, context) -> {
                join.run();
                join = () -> {};
                return new SimpleScheduler().decide(evaluation, context);
            };
        }
    }

    /** Throws on one job. */
    private record PoisonedScheduler(String job) implements SchedulerProvider {
        @Override
        public Set<JobType> types() {
            return new SimpleScheduler().types();
        }

        @Override
        public Scheduler create(SchedulerOptions options) {
            return (evaluation, context) -> {
                if (JobKey.of(job).equals(evaluation.job())) {
                    throw new IllegalStateException("poisoned");
                }
                return new SimpleScheduler().decide(evaluation, context);
            };
        }
    }

    /** Puts everything on the first node, whether it fits or not. */
    private static final class GreedyScheduler implements SchedulerProvider {
        @Override
        public Set<JobType> types() {
            return new SimpleScheduler().types();
        }

        @Override
        public Scheduler create(SchedulerOptions options) {
            return (evaluation, context) -> SimpleScheduler.ignoringRoom().decide(evaluation, context);
        }
    }

    /** Loses answers, or commands with their answers. */
    private static final class AnswerLosingLog {
        private boolean loseAnswers;
        private boolean loseEverything;

        CommandLog over(CommandLog real) {
            return (term, entries) -> {
                if (loseEverything) {
                    return CompletableFuture.completedFuture(new CommandLog.Unknown("lost"));
                }
                CompletionStage<CommandLog.ProposeOutcome> answer = real.propose(term, entries);
                return loseAnswers ? answer.thenApply(outcome -> new CommandLog.Unknown("lost")) : answer;
            };
        }
    }
}
