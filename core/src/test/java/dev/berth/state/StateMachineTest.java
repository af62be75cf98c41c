package dev.berth.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.berth.host.AllocationUpdate;
import dev.berth.host.IdSource;
import dev.berth.host.RequestId;
import dev.berth.model.AllocatedResources;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationStop;
import dev.berth.model.ClientStatus;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentGroupState;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DeploymentStatus;
import dev.berth.model.DeploymentUpdate;
import dev.berth.model.DesiredStatus;
import dev.berth.model.DrainStatus;
import dev.berth.model.DrainStrategy;
import dev.berth.model.Eligibility;
import dev.berth.model.EphemeralDisk;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobStatus;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.NodeResources;
import dev.berth.model.NodeStatus;
import dev.berth.model.Plan;
import dev.berth.model.Preemption;
import dev.berth.model.Resources;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.VersionTag;
import dev.berth.testkit.StateInvariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateMachineTest {
    private static final long NOW = 1_000_000_000_000L;

    private final StateMachine machine = new StateMachine();
    private final IdSource ids = IdSource.seeded(11);
    private ClusterState state = ClusterState.empty();

    @AfterEach
    void everythingIsStillInStep() {
        StateInvariants.check(state);
    }

    // ---- jobs

    @Test
    void aNewJobIsPendingAtVersionZero() {
        apply(new Command.RegisterJob(job("web", 2), null, null));

        Job stored = state.job(JobKey.of("web"));
        assertThat(stored.revision().version()).isZero();
        assertThat(stored.revision().status()).isEqualTo(JobStatus.PENDING);
        assertThat(stored.revision().createIndex()).isEqualTo(1);
        assertThat(stored.revision().jobModifyIndex()).isEqualTo(1);
    }

    @Test
    void theSameSpecificationMakesNoNewVersionButItsEvaluationIsStored() {
        Job job = register("web", 2);

        Evaluation evaluation = evaluation(job);
        apply(new Command.RegisterJob(job("web", 2), null, evaluation));

        assertThat(state.job(job.key()).revision().version()).isZero();
        assertThat(state.job(job.key()).revision().jobModifyIndex())
                .isEqualTo(job.revision().jobModifyIndex());
        assertThat(state.evaluation(evaluation.id()).jobModifyIndex())
                .isEqualTo(job.revision().jobModifyIndex());
    }

    @Test
    void sixVersionsAreKeptBesideTheNamedOnes() {
        register("web", 1);
        apply(new Command.TagJobVersion(JobKey.of("web"), 0, new VersionTag("golden", "", 0)));
        for (int count = 2; count <= 10; count++) {
            register("web", count);
        }

        assertThat(state.jobVersions(JobKey.of("web")).stream()
                        .map(job -> job.revision().version()))
                .containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 0L);
    }

    @Test
    void aRegistrationThatExpectsAnotherIndexIsRefused() {
        Job job = register("web", 1);

        assertThat(rejected(new Command.RegisterJob(job("web", 2), 0L, null)).code())
                .isEqualTo(Rejection.Code.CONFLICT);
        assertThat(rejected(new Command.RegisterJob(job("new", 2), 7L, null)).message())
                .isEqualTo("Job (new) was expected at index (7), but it does not exist.");
        apply(new Command.RegisterJob(job("web", 2), job.revision().jobModifyIndex(), null));
        assertThat(state.job(job.key()).revision().version()).isEqualTo(1);
    }

    @Test
    void aJobKeepsItsType() {
        register("web", 1);

        Rejection rejection = rejected(new Command.RegisterJob(
                job("web", 1).toBuilder().type(JobType.BATCH).build(), null, null));

        assertThat(rejection.message()).contains("(web)", "(service)", "(batch)");
    }

    @Test
    void aStoppedJobIsDeadAndRegisteringItStartsItAgain() {
        Job job = register("web", 1);

        apply(new Command.DeregisterJob(job.key(), false, null));
        assertThat(state.job(job.key()).stop()).isTrue();
        assertThat(state.job(job.key()).revision().status()).isEqualTo(JobStatus.DEAD);

        register("web", 1);
        assertThat(state.job(job.key()).stop()).isFalse();
        assertThat(state.job(job.key()).revision().version()).isEqualTo(2);
    }

    @Test
    void aPurgedJobLeavesItsAllocations() {
        Job job = register("web", 1);
        Allocation allocation = place(job, node("n1"), 1).get(0);

        apply(new Command.DeregisterJob(job.key(), true, null));

        assertThat(state.job(job.key())).isNull();
        assertThat(state.jobs()).isEmpty();
        assertThat(state.allocationsByJob(job.key())).extracting(Allocation::id).containsExactly(allocation.id());
    }

    @Test
    void theStatusFollowsEvaluationsAllocationsAndTheirEnd() {
        Job job = register("web", 1);
        Evaluation evaluation = evaluation(job);
        apply(new Command.UpsertEvaluations(List.of(evaluation)));
        assertThat(statusOf(job)).isEqualTo(JobStatus.PENDING);

        Allocation allocation = place(job, node("n1"), 1).get(0);
        assertThat(statusOf(job)).isEqualTo(JobStatus.RUNNING);

        report(allocation, 1, ClientStatus.COMPLETE, null);
        assertThat(statusOf(job)).isEqualTo(JobStatus.PENDING);

        apply(new Command.UpsertEvaluations(
                List.of(evaluation.toBuilder().status(EvaluationStatus.COMPLETE).build())));
        assertThat(statusOf(job)).isEqualTo(JobStatus.DEAD);
        assertThat(state.allocation(allocation.id()).job().revision().status())
                .as("what an allocation refers to does not change with the job's status")
                .isEqualTo(JobStatus.PENDING);
    }

    // ---- nodes

    @Test
    void aNodeThatRegistersAgainKeepsWhatOperatorsDecided() {
        Node node = node("n1");
        apply(new Command.UpdateNodeEligibility(node.id(), Eligibility.INELIGIBLE, List.of()));

        apply(new Command.RegisterNode(
                node.toBuilder().eligibility(Eligibility.ELIGIBLE).build(), List.of()));

        assertThat(state.node(node.id()).eligibility()).isEqualTo(Eligibility.INELIGIBLE);
        assertThat(state.node(node.id()).createIndex()).isEqualTo(1);
    }

    @Test
    void aNodeWithAnotherSecretIsRefused() {
        Node node = node("n1");

        Rejection rejection = rejected(
                new Command.RegisterNode(node.toBuilder().secretHash("other").build(), List.of()));

        assertThat(rejection.code()).isEqualTo(Rejection.Code.WRONG_SECRET);
    }

    @Test
    void aDrainMakesANodeIneligibleUntilSomebodySaysOtherwise() {
        Node node = node("n1");
        DrainStrategy hour = new DrainStrategy(Duration.ofHours(1), false, 0, 0);

        drain(node, hour, false, DrainStatus.DRAINING);
        Node draining = state.node(node.id());
        assertThat(draining.eligibility()).isEqualTo(Eligibility.INELIGIBLE);
        assertThat(draining.drain().forceDeadlineNanos())
                .isEqualTo(state.timeNanos() + Duration.ofHours(1).toNanos());
        assertThat(rejected(new Command.UpdateNodeEligibility(node.id(), Eligibility.ELIGIBLE, List.of()))
                        .message())
                .contains("end the drain first");

        long startedAt = draining.drain().startedAtNanos();
        drain(node, new DrainStrategy(Duration.ofHours(2), true, 0, 0), false, DrainStatus.DRAINING);
        assertThat(state.node(node.id()).drain().startedAtNanos()).isEqualTo(startedAt);

        drain(node, null, false, DrainStatus.COMPLETE);
        assertThat(state.node(node.id()).drain()).isNull();
        assertThat(state.node(node.id()).eligibility()).isEqualTo(Eligibility.INELIGIBLE);
        assertThat(state.node(node.id()).lastDrain().status()).isEqualTo(DrainStatus.COMPLETE);
    }

    @Test
    void tenEventsOfANodeAreKept() {
        Node node = node("n1");
        for (int i = 0; i < 14; i++) {
            apply(new Command.UpdateNodeEligibility(
                    node.id(), i % 2 == 0 ? Eligibility.INELIGIBLE : Eligibility.ELIGIBLE, List.of()));
        }

        assertThat(state.node(node.id()).events()).hasSize(10);
    }

    @Test
    void theRowOfAForgottenNodeIsUsedAgain() {
        Node first = node("n1");
        Node second = node("n2");
        apply(new Command.DeregisterNodes(List.of(first.id()), List.of()));

        Node third = node("n3");

        assertThat(state.nodeRow(third.id())).isZero();
        assertThat(state.nodeRow(second.id())).isEqualTo(1);
        assertThat(state.nodeRow(first.id())).isEqualTo(-1);
        assertThat(state.nodeRows()).isEqualTo(2);
    }

    // ---- plans

    @Test
    void aPlanIsCommittedAsOneChange() {
        Job job = register("web", 3);
        Node node = node("n1");

        List<Allocation> placed = place(job, node, 3);

        assertThat(state.allocationsByNode(node.id())).hasSize(3);
        assertThat(placed).allSatisfy(allocation -> {
            assertThat(allocation.createIndex()).isEqualTo(state.index());
            assertThat(allocation.allocationModifyIndex()).isEqualTo(state.index());
            assertThat(allocation.createTimeNanos()).isEqualTo(state.timeNanos());
        });
        assertThat(state.usage(node.id()))
                .isEqualTo(placed.get(0)
                        .resources()
                        .total()
                        .plus(placed.get(1).resources().total())
                        .plus(placed.get(2).resources().total()));
        assertThat(state.jobSummary(job.key()).groups().get("api").starting()).isEqualTo(3);
        assertThat(state.allocationsIndex(node.id())).isEqualTo(state.index());
    }

    @Test
    void aReplacementIsLinkedFromWhatItReplaces() {
        Job job = register("web", 1);
        Node node = node("n1");
        Allocation old = place(job, node, 1).get(0);

        Allocation replacement = allocation(job, node, 0).toBuilder()
                .previousAllocation(old.id())
                .build();
        commit(Plan.builder(ids.nextEvaluationId())
                .stops(stop(old, ClientStatus.LOST))
                .placements(placements(replacement)));

        assertThat(state.allocation(old.id()).nextAllocation()).isEqualTo(replacement.id());
        assertThat(state.allocation(old.id()).desiredStatus()).isEqualTo(DesiredStatus.STOP);
        assertThat(state.allocation(old.id()).clientStatus()).isEqualTo(ClientStatus.LOST);
    }

    @Test
    void anAllocationWhoseJobIsGoneStoppedOrAnotherIsDropped() {
        Job job = register("web", 1);
        Node node = node("n1");
        Allocation late = allocation(job, node, 0);
        apply(new Command.DeregisterJob(job.key(), false, null));
        assertThat(droppedFrom(late)).contains("stopped");

        apply(new Command.DeregisterJob(job.key(), true, null));
        assertThat(droppedFrom(late)).contains("gone");

        register("web", 1); // the same name and version number, but another job
        assertThat(droppedFrom(late)).contains("gone");

        Node forgotten = node("n2");
        Allocation homeless = allocation(state.job(job.key()), forgotten, 0);
        apply(new Command.DeregisterNodes(List.of(forgotten.id()), List.of()));
        assertThat(droppedFrom(homeless)).contains("node");
        assertThat(state.allocations()).isEmpty();
    }

    @Test
    void aPlanDoesNotOverwriteWhatBelongsToTheNode() {
        Job job = register("web", 1);
        Node node = node("n1");
        Allocation placed = place(job, node, 1).get(0);
        report(placed, 1, ClientStatus.RUNNING, null);
        Job newer = register("web", 2);

        Allocation inPlace = placed.toBuilder()
                .job(newer)
                .clientStatus(ClientStatus.PENDING)
                .desiredDescription("updated in place")
                .build();
        commit(Plan.builder(ids.nextEvaluationId()).placements(placements(inPlace)));

        Allocation stored = state.allocation(placed.id());
        assertThat(stored.clientStatus()).isEqualTo(ClientStatus.RUNNING);
        assertThat(stored.clientSequence()).isEqualTo(1);
        assertThat(stored.job().revision().version()).isEqualTo(1);
        assertThat(stored.desiredDescription()).isEqualTo("updated in place");
    }

    @Test
    void aVictimIsEvictedForTheAllocationThatNeedsItsPlace() {
        Job job = register("web", 1);
        Node node = node("n1");
        Allocation victim = place(job, node, 1).get(0);
        Allocation winner = allocation(job, node, 1);

        commit(Plan.builder(ids.nextEvaluationId())
                .preemptions(ImmutableSortedMap.of(node.id(), List.of(new Preemption(victim.id(), winner.id()))))
                .placements(placements(winner)));

        assertThat(state.allocation(victim.id()).desiredStatus()).isEqualTo(DesiredStatus.EVICT);
        assertThat(state.allocation(victim.id()).preemptedBy()).isEqualTo(winner.id());
    }

    @Test
    void resourcesThatCannotBeAddedUpAreRefusedAndChangeNothing() {
        Job job = register("web", 1);
        Node node = node("n1");
        TaskGroup huge = group("api", 1).toBuilder()
                .ephemeralDisk(EphemeralDisk.builder().sizeBytes(Long.MAX_VALUE).build())
                .build();
        Allocation first = allocation(job, node, 0).toBuilder()
                .resources(AllocatedResources.of(huge))
                .build();
        Allocation second = first.toBuilder().id(ids.nextAllocationId()).build();

        Rejection rejection = rejected(new Command.ApplyPlan(
                Plan.builder(ids.nextEvaluationId())
                        .placements(placements(first, second))
                        .build(),
                List.of()));

        assertThat(rejection.code()).isEqualTo(Rejection.Code.OVERFLOW);
        assertThat(state.allocations()).isEmpty();
        assertThat(state.usage(node.id())).isEqualTo(Resources.none());
    }

    // ---- reports of nodes

    @Test
    void aReportTakesOnlyWhatBelongsToTheNodeAndDoesNotWakeIt() {
        Job job = register("web", 1);
        Node node = node("n1");
        Allocation placed = place(job, node, 1).get(0);

        report(placed, 1, ClientStatus.COMPLETE, null);

        Allocation stored = state.allocation(placed.id());
        assertThat(stored.clientStatus()).isEqualTo(ClientStatus.COMPLETE);
        assertThat(stored.states()).hasSize(1);
        assertThat(stored.modifyIndex()).isEqualTo(state.index());
        assertThat(stored.allocationModifyIndex()).isEqualTo(placed.allocationModifyIndex());
        assertThat(state.usage(node.id()).isNone()).isTrue();
    }

    @Test
    void lateForeignAndUnknownReportsAreLeftOut() {
        Job job = register("web", 1);
        Node node = node("n1");
        Node other = node("n2");
        Allocation placed = place(job, node, 1).get(0);
        report(placed, 5, ClientStatus.RUNNING, null);

        report(placed, 5, ClientStatus.FAILED, null);
        report(placed, 4, ClientStatus.FAILED, null);
        apply(new Command.UpdateAllocationsFromNode(
                other.id(), List.of(update(placed, 6, ClientStatus.FAILED, null)), List.of()));
        assertThat(state.allocation(placed.id()).clientStatus()).isEqualTo(ClientStatus.RUNNING);

        report(placed, 7, ClientStatus.RUNNING, null); // says nothing new, but is remembered
        report(placed, 6, ClientStatus.FAILED, null);
        assertThat(state.allocation(placed.id()).clientStatus()).isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void aReconnectedAllocationCancelsTheFollowUpOfItsDisconnect() {
        Job job = register("web", 1);
        Node node = node("n1");
        Allocation placed = place(job, node, 1).get(0);
        Evaluation timeout = evaluation(job).toBuilder()
                .trigger(EvaluationTrigger.MAX_DISCONNECT_TIMEOUT)
                .build();
        apply(new Command.UpsertEvaluations(List.of(timeout)));
        Allocation unknown = placed.toBuilder()
                .clientStatus(ClientStatus.UNKNOWN)
                .followupEvaluationId(timeout.id())
                .build();
        commit(Plan.builder(ids.nextEvaluationId()).placements(placements(unknown)));
        assertThat(state.allocation(placed.id()).clientStatus()).isEqualTo(ClientStatus.UNKNOWN);

        report(placed, 1, ClientStatus.RUNNING, null);

        assertThat(state.evaluation(timeout.id()).status()).isEqualTo(EvaluationStatus.CANCELED);
    }

    // ---- deployments

    @Test
    void aDeploymentCountsPlacedHealthyAndUnhealthyAllocations() {
        Job job = register("web", 2);
        Node node = node("n1");
        Deployment deployment = deployment(job, 1);
        Allocation canary = allocation(job, node, 0).toBuilder()
                .deploymentId(deployment.id())
                .deploymentHealth(DeploymentHealth.builder().canary(true).build())
                .build();
        Allocation plain = allocation(job, node, 1).toBuilder()
                .deploymentId(deployment.id())
                .build();
        commit(Plan.builder(ids.nextEvaluationId()).deployment(deployment).placements(placements(canary, plain)));

        DeploymentGroupState group = state.deployment(deployment.id()).groups().get("api");
        assertThat(group.placedAllocations()).isEqualTo(2);
        assertThat(group.placedCanaries()).containsExactly(canary.id());
        assertThat(group.requireProgressByNanos())
                .isEqualTo(state.timeNanos() + Duration.ofMinutes(10).toNanos());

        report(canary, 1, ClientStatus.RUNNING, true);
        report(plain, 1, ClientStatus.RUNNING, true);
        report(plain, 2, ClientStatus.RUNNING, false);

        group = state.deployment(deployment.id()).groups().get("api");
        assertThat(group.healthyAllocations()).isEqualTo(1);
        assertThat(group.unhealthyAllocations()).isEqualTo(1);
        assertThat(group.requireProgressByNanos())
                .as("pushed by what became healthy last, by state time")
                .isEqualTo(state.timeNanos() - 1 + Duration.ofMinutes(10).toNanos());
        assertThat(state.allocation(canary.id()).canary()).isTrue();
    }

    @Test
    void canariesArePromotedWhenEnoughAreHealthy() {
        Job job = register("web", 2);
        Node node = node("n1");
        Deployment deployment = deployment(job, 1);
        Allocation canary = allocation(job, node, 0).toBuilder()
                .deploymentId(deployment.id())
                .deploymentHealth(DeploymentHealth.builder().canary(true).build())
                .build();
        commit(Plan.builder(ids.nextEvaluationId()).deployment(deployment).placements(placements(canary)));
        Command promote = new Command.PromoteDeployment(deployment.id(), ImmutableSortedSet.of(), null);
        assertThat(rejected(promote).message()).contains("0 of 1 healthy canaries");

        report(canary, 1, ClientStatus.RUNNING, true);
        apply(promote);

        assertThat(state.deployment(deployment.id()).groups().get("api").promoted())
                .isTrue();
        assertThat(state.allocation(canary.id()).canary()).isFalse();
    }

    @Test
    void aSuccessfulDeploymentMakesItsVersionStableAndCannotBeChangedAnyMore() {
        Job job = register("web", 2);
        Deployment deployment = deployment(job, 0);
        apply(new Command.UpsertDeployment(deployment, null));
        DeploymentUpdate success = new DeploymentUpdate(deployment.id(), DeploymentStatus.SUCCESSFUL, "done");

        apply(new Command.UpdateDeploymentStatus(success, null, null));

        assertThat(state.job(job.key()).revision().stable()).isTrue();
        assertThat(rejected(new Command.UpdateDeploymentStatus(success, null, null))
                        .message())
                .contains("successful");
    }

    @Test
    void aFailedDeploymentRegistersTheJobToReturnTo() {
        Job job = register("web", 1);
        register("web", 2);
        Deployment deployment = deployment(state.job(job.key()), 0);
        apply(new Command.UpsertDeployment(deployment, null));

        apply(new Command.UpdateDeploymentStatus(
                new DeploymentUpdate(deployment.id(), DeploymentStatus.FAILED, "too late"), null, job("web", 1)));

        assertThat(state.job(job.key()).revision().version()).isEqualTo(2);
        assertThat(state.job(job.key()).group("api").count()).isEqualTo(1);
    }

    // ---- collection

    @Test
    void onlyWhatHasEndedIsCollected() {
        Job job = register("web", 1);
        Evaluation evaluation = evaluation(job);
        apply(new Command.UpsertEvaluations(List.of(evaluation)));
        List<Allocation> placed = place(job, node("n1"), 2);
        report(placed.get(0), 1, ClientStatus.COMPLETE, null);
        Command collect = new Command.DeleteEvaluations(
                List.of(evaluation.id()), placed.stream().map(Allocation::id).toList());

        apply(collect);

        assertThat(state.evaluation(evaluation.id())).isNotNull();
        assertThat(state.allocations())
                .extracting(Allocation::id)
                .containsExactly(placed.get(1).id());

        apply(new Command.DeleteJobs(List.of(job.key())));
        assertThat(state.job(job.key())).isNotNull();
    }

    // ---- terms and requests

    @Test
    void commandsOfADeposedLeaderAreRefusedAndThoseOfUsersAreNot() {
        apply(new Command.BeginTerm(4, "s1"));
        apply(new Command.BeginTerm(5, "s2"));
        Command leaders = new Command.UpsertEvaluations(List.of());

        assertThat(applyAs(4, leaders).rejection().code()).isEqualTo(Rejection.Code.STALE_TERM);
        assertThat(applyAs(6, leaders).rejection().message()).contains("too early");
        assertThat(applyAs(5, leaders).rejection()).isNull();
        assertThat(applyAs(4, new Command.RegisterJob(job("web", 1), null, null))
                        .rejection())
                .isNull();
        assertThat(rejected(new Command.BeginTerm(5, "s3")).code()).isEqualTo(Rejection.Code.STALE_TERM);
        assertThat(state.leader()).isEqualTo("s2");
    }

    @Test
    void aRepeatedRequestChangesNothingAndTellsOfTheFirstTime() {
        RequestId request = ids.nextRequestId();
        Command register = new Command.RegisterJob(job("web", 1), null, null);
        CommandResult first = applyRequest(request, register);
        ClusterState before = state;

        CommandResult second = applyRequest(request, new Command.RegisterJob(job("other", 1), null, null));

        assertThat(second).isEqualTo(new CommandResult.Duplicate(first.index(), null));
        assertThat(state).isSameAs(before);
        assertThat(state.outcomeOf(request).index()).isEqualTo(first.index());
    }

    @Test
    void theMemoryOfRequestsIsBounded() {
        List<RequestId> requests =
                IntStream.range(0, 4_100).mapToObj(i -> ids.nextRequestId()).toList();
        requests.forEach(request -> applyRequest(request, new Command.AdvertiseSupport("s1", 2)));

        assertThat(state.outcomeOf(requests.get(3))).isNull();
        assertThat(state.outcomeOf(requests.get(4))).isNotNull();
    }

    @Test
    void theConfigurationIsComparedAndSet() {
        var changed = state.schedulerConfiguration().toBuilder()
                .rejectJobRegistration(true)
                .build();
        apply(new Command.SetSchedulerConfiguration(changed, 0L));

        assertThat(rejected(new Command.SetSchedulerConfiguration(changed, 0L)).code())
                .isEqualTo(Rejection.Code.CONFLICT);
        assertThat(rejected(new Command.RegisterJob(job("web", 1), null, null)).code())
                .isEqualTo(Rejection.Code.NOT_ALLOWED);
    }

    // ---- helpers

    private CommandResult apply(Command command) {
        StateMachine.Transition next = machine.apply(state, NOW, command);
        assertThat(next.result().rejection()).isNull();
        state = next.state();
        return next.result();
    }

    private Rejection rejected(Command command) {
        StateMachine.Transition next = machine.apply(state, NOW, command);
        assertThat(next.result()).isInstanceOf(CommandResult.Rejected.class);
        assertThat(next.state().digest().get(Table.JOBS))
                .isEqualTo(state.digest().get(Table.JOBS));
        assertThat(next.state().index()).isEqualTo(state.index() + 1);
        return next.result().rejection();
    }

    private CommandResult applyAs(long term, Command command) {
        return applyEntry(new CommandEntry(ids.nextRequestId(), term, 1, NOW, command));
    }

    private CommandResult applyRequest(RequestId request, Command command) {
        return applyEntry(new CommandEntry(request, 0, 1, NOW, command));
    }

    private CommandResult applyEntry(CommandEntry entry) {
        StateMachine.Transition next = machine.apply(state, entry);
        state = next.state();
        return next.result();
    }

    private Job register(String id, int count) {
        apply(new Command.RegisterJob(job(id, count), null, null));
        return state.job(JobKey.of(id));
    }

    private static Job job(String id, int count) {
        return Job.builder(id).taskGroups(group("api", count)).build();
    }

    private static TaskGroup group(String name, int count) {
        return TaskGroup.builder(name)
                .count(count)
                .tasks(Task.builder("main", "mock").build())
                .build();
    }

    private Node node(String name) {
        Node node = Node.builder(name)
                .status(NodeStatus.READY)
                .secretHash("secret of " + name)
                .resources(NodeResources.builder()
                        .total(Resources.of(4_000, 8L << 30, 100L << 30))
                        .build())
                .build();
        apply(new Command.RegisterNode(node, List.of()));
        return state.node(node.id());
    }

    private void drain(Node node, DrainStrategy drain, boolean markEligible, DrainStatus outcome) {
        apply(new Command.UpdateNodeDrain(node.id(), drain, markEligible, outcome, ImmutableSortedMap.of(), List.of()));
    }

    private Evaluation evaluation(Job job) {
        return Evaluation.builder(ids.nextEvaluationId(), job.key(), job.type(), EvaluationTrigger.JOB_REGISTER)
                .status(EvaluationStatus.PENDING)
                .build();
    }

    private Allocation allocation(Job job, Node node, int index) {
        return Allocation.builder(ids.nextAllocationId(), job, "api", index)
                .evaluationId(ids.nextEvaluationId())
                .nodeId(node.id())
                .nodeName(node.name())
                .resources(AllocatedResources.of(job.taskGroups().get(0)))
                .build();
    }

    private List<Allocation> place(Job job, Node node, int count) {
        Allocation[] planned = IntStream.range(0, count)
                .mapToObj(i -> allocation(job, node, i))
                .toArray(Allocation[]::new);
        commit(Plan.builder(ids.nextEvaluationId()).placements(placements(planned)));
        return Arrays.stream(planned)
                .map(allocation -> state.allocation(allocation.id()))
                .toList();
    }

    private CommandResult commit(Plan.Builder plan) {
        return apply(new Command.ApplyPlan(plan.build(), List.of()));
    }

    private String droppedFrom(Allocation planned) {
        CommandResult result = commit(Plan.builder(ids.nextEvaluationId()).placements(placements(planned)));
        assertThat(state.allocation(planned.id())).isNull();
        return ((Event.AllocationDropped) result.events().get(0)).reason();
    }

    private static SortedMap<NodeId, List<Allocation>> placements(Allocation... allocations) {
        SortedMap<NodeId, List<Allocation>> byNode = new TreeMap<>();
        for (Allocation allocation : allocations) {
            byNode.computeIfAbsent(allocation.nodeId(), k -> new ArrayList<>()).add(allocation);
        }
        return byNode;
    }

    private static SortedMap<NodeId, List<AllocationStop>> stop(Allocation allocation, ClientStatus status) {
        return ImmutableSortedMap.of(
                allocation.nodeId(), List.of(new AllocationStop(allocation.id(), "not needed", status, null)));
    }

    private Deployment deployment(Job job, int canaries) {
        return Deployment.builder(ids.nextDeploymentId(), job.key())
                .jobVersion(job.revision().version())
                .jobCreateIndex(job.revision().createIndex())
                .groups(ImmutableSortedMap.of(
                        "api",
                        DeploymentGroupState.builder()
                                .desiredTotal(2)
                                .desiredCanaries(canaries)
                                .progressDeadline(Duration.ofMinutes(10))
                                .build()))
                .build();
    }

    private static AllocationUpdate update(Allocation of, long sequence, ClientStatus status, Boolean healthy) {
        DeploymentHealth health = healthy == null
                ? null
                : DeploymentHealth.builder().healthy(healthy).build();
        return new AllocationUpdate(of.id(), sequence, status, "", ImmutableSortedMap.of(), health, null);
    }

    private void report(Allocation of, long sequence, ClientStatus status, Boolean healthy) {
        apply(new Command.UpdateAllocationsFromNode(
                of.nodeId(), List.of(update(of, sequence, status, healthy)), List.of()));
    }

    private JobStatus statusOf(Job job) {
        return state.job(job.key()).revision().status();
    }
}
