package dev.berth.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a task group on a node: the unit that is placed, runs, fails and is replaced. Immutable. Held
 * by the million: give builders shared instances of everything that can be shared.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param id unique in the control plane
 * @param job the job in the version this allocation runs; shared
 * @param taskGroup the group's name; shared
 * @param index the instance, from 0; unique among the live ones of its group
 * @param evaluationId the evaluation that placed it
 * @param nodeId where it runs
 * @param nodeName the node's name when it was placed; shared
 * @param resources what it has on its node; shared where equal
 * @param desiredStatus what the scheduler wants
 * @param desiredDescription that in words, may be empty
 * @param transition what somebody wants the scheduler to do next
 * @param clientStatus what the node reports
 * @param clientDescription that in words, may be empty
 * @param clientSequence number of the node's last report that was taken, so that a late one is recognised; 0 before any
 * @param taskStates what the node reports, by task; empty before it does
 * @param states past changes of the client status, oldest first
 * @param previousAllocation what it replaces
 * @param nextAllocation what replaces it
 * @param deploymentId the deployment it counts for
 * @param deploymentHealth what it means for its deployment
 * @param rescheduleTracker the replacements that led to it
 * @param followupEvaluationId the evaluation that will replace it later
 * @param preempted what was evicted for it
 * @param preemptedBy what it was evicted for
 * @param networkStatus the network it got on its node
 * @param decision what it was decided on; shared by all placements of a plan
 * @param createIndex log position that created it, 0 before
 * @param modifyIndex log position that changed it last, 0 before
 * @param allocationModifyIndex log position of the last change that its node must know, 0 before
 * @param createTimeNanos nanoseconds since the epoch, 0 before it is stored
 * @param modifyTimeNanos nanoseconds since the epoch of the last change, 0 before it is stored
 * @param extras what this version does not know but keeps
 */
public record Allocation(
        AllocationId id,
        Job job,
        String taskGroup,
        int index,
        EvaluationId evaluationId,
        NodeId nodeId,
        String nodeName,
        AllocatedResources resources,
        DesiredStatus desiredStatus,
        String desiredDescription,
        DesiredTransition transition,
        ClientStatus clientStatus,
        String clientDescription,
        long clientSequence,
        SortedMap<String, TaskState> taskStates,
        List<AllocationState> states,
        @Nullable AllocationId previousAllocation,
        @Nullable AllocationId nextAllocation,
        @Nullable DeploymentId deploymentId,
        @Nullable DeploymentHealth deploymentHealth,
        @Nullable RescheduleTracker rescheduleTracker,
        @Nullable EvaluationId followupEvaluationId,
        List<AllocationId> preempted,
        @Nullable AllocationId preemptedBy,
        @Nullable NetworkStatus networkStatus,
        @Nullable Decision decision,
        long createIndex,
        long modifyIndex,
        long allocationModifyIndex,
        long createTimeNanos,
        long modifyTimeNanos,
        Extras extras) {

    public Allocation {
        Copies.present(id, "id");
        Copies.present(job, "job");
        Copies.present(taskGroup, "taskGroup");
        Copies.notNegative(index, "index");
        Copies.present(evaluationId, "evaluationId");
        Copies.present(nodeId, "nodeId");
        Copies.present(resources, "resources");
        taskStates = ImmutableSortedMap.copyOf(taskStates);
        states = ImmutableList.copyOf(states);
        preempted = ImmutableList.copyOf(preempted);
        Copies.notNegative(createIndex, "createIndex");
        Copies.notNegative(modifyIndex, "modifyIndex");
        Copies.notNegative(allocationModifyIndex, "allocationModifyIndex");
        Copies.notNegative(createTimeNanos, "createTimeNanos");
        Copies.notNegative(modifyTimeNanos, "modifyTimeNanos");
    }

    /** Returns a builder; set the evaluation, the node and the resources as well. It is desired to run, pending, and has nothing optional. */
    public static Builder builder(AllocationId id, Job job, String taskGroup, int index) {
        return new Builder(id, job, taskGroup, index);
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder(id, job, taskGroup, index)
                .evaluationId(evaluationId)
                .nodeId(nodeId)
                .nodeName(nodeName)
                .resources(resources)
                .desiredStatus(desiredStatus)
                .desiredDescription(desiredDescription)
                .transition(transition)
                .clientStatus(clientStatus)
                .clientDescription(clientDescription)
                .clientSequence(clientSequence)
                .taskStates(taskStates)
                .states(states)
                .previousAllocation(previousAllocation)
                .nextAllocation(nextAllocation)
                .deploymentId(deploymentId)
                .deploymentHealth(deploymentHealth)
                .rescheduleTracker(rescheduleTracker)
                .followupEvaluationId(followupEvaluationId)
                .preempted(preempted)
                .preemptedBy(preemptedBy)
                .networkStatus(networkStatus)
                .decision(decision)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .allocationModifyIndex(allocationModifyIndex)
                .createTimeNanos(createTimeNanos)
                .modifyTimeNanos(modifyTimeNanos)
                .extras(extras);
    }

    /* Implementation note: 25 references of 4 bytes, 4 + 5 * 8 bytes of numbers and the header make 160 bytes; with the 32 of the id, the
     * only other object an allocation must own, it is 192 (measured: AllocationTest, compressed references). Rare parts stay null or are
     * shared constants; the name and the job's key are derived. */

    /** Returns the key of the job. */
    public JobKey jobKey() {
        return job.key();
    }

    /** Returns the job's group of which this is an instance. */
    public GroupKey groupKey() {
        return new GroupKey(job.key(), taskGroup);
    }

    /** Returns {@code job.group[index]}, as Nomad's tools show it; built at each call. */
    public String name() {
        return job.id() + "." + taskGroup + "[" + index + "]";
    }

    /** Returns whether the scheduler wants it gone: desired to stop or evicted. */
    public boolean serverTerminal() {
        return desiredStatus != DesiredStatus.RUN;
    }

    /** Returns whether its node will never run it again: complete, failed or lost, but not unknown. */
    public boolean clientTerminal() {
        return clientStatus.terminal();
    }

    /** Returns whether it is {@link #serverTerminal()} or {@link #clientTerminal()}. */
    public boolean terminal() {
        return serverTerminal() || clientTerminal();
    }

    /** Returns whether it is a canary of its deployment. */
    public boolean canary() {
        return deploymentHealth != null && deploymentHealth.canary();
    }

    /** Collects the components of {@link Allocation}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private AllocationId id;
        private Job job;
        private String taskGroup;
        private int index;
        private @Nullable EvaluationId evaluationId;
        private @Nullable NodeId nodeId;
        private String nodeName = "";
        private @Nullable AllocatedResources resources;
        private DesiredStatus desiredStatus = DesiredStatus.RUN;
        private String desiredDescription = "";
        private DesiredTransition transition = DesiredTransition.NONE;
        private ClientStatus clientStatus = ClientStatus.PENDING;
        private String clientDescription = "";
        private long clientSequence;
        private SortedMap<String, TaskState> taskStates = ImmutableSortedMap.of();
        private List<AllocationState> states = ImmutableList.of();
        private @Nullable AllocationId previousAllocation;
        private @Nullable AllocationId nextAllocation;
        private @Nullable DeploymentId deploymentId;
        private @Nullable DeploymentHealth deploymentHealth;
        private @Nullable RescheduleTracker rescheduleTracker;
        private @Nullable EvaluationId followupEvaluationId;
        private List<AllocationId> preempted = ImmutableList.of();
        private @Nullable AllocationId preemptedBy;
        private @Nullable NetworkStatus networkStatus;
        private @Nullable Decision decision;
        private long createIndex;
        private long modifyIndex;
        private long allocationModifyIndex;
        private long createTimeNanos;
        private long modifyTimeNanos;
        private Extras extras = Extras.none();

        private Builder(AllocationId id, Job job, String taskGroup, int index) {
            this.id = id;
            this.job = job;
            this.taskGroup = taskGroup;
            this.index = index;
        }

        public Builder id(AllocationId id) {
            this.id = id;
            return this;
        }

        public Builder job(Job job) {
            this.job = job;
            return this;
        }

        public Builder taskGroup(String taskGroup) {
            this.taskGroup = taskGroup;
            return this;
        }

        public Builder index(int index) {
            this.index = index;
            return this;
        }

        public Builder evaluationId(EvaluationId evaluationId) {
            this.evaluationId = evaluationId;
            return this;
        }

        public Builder nodeId(NodeId nodeId) {
            this.nodeId = nodeId;
            return this;
        }

        public Builder nodeName(String nodeName) {
            this.nodeName = nodeName;
            return this;
        }

        public Builder resources(AllocatedResources resources) {
            this.resources = resources;
            return this;
        }

        public Builder desiredStatus(DesiredStatus desiredStatus) {
            this.desiredStatus = desiredStatus;
            return this;
        }

        public Builder desiredDescription(String desiredDescription) {
            this.desiredDescription = desiredDescription;
            return this;
        }

        public Builder transition(DesiredTransition transition) {
            this.transition = transition;
            return this;
        }

        public Builder clientStatus(ClientStatus clientStatus) {
            this.clientStatus = clientStatus;
            return this;
        }

        public Builder clientDescription(String clientDescription) {
            this.clientDescription = clientDescription;
            return this;
        }

        public Builder clientSequence(long clientSequence) {
            this.clientSequence = clientSequence;
            return this;
        }

        public Builder taskStates(Map<String, TaskState> taskStates) {
            this.taskStates = ImmutableSortedMap.copyOf(taskStates);
            return this;
        }

        public Builder states(List<AllocationState> states) {
            this.states = states;
            return this;
        }

        public Builder previousAllocation(@Nullable AllocationId previousAllocation) {
            this.previousAllocation = previousAllocation;
            return this;
        }

        public Builder nextAllocation(@Nullable AllocationId nextAllocation) {
            this.nextAllocation = nextAllocation;
            return this;
        }

        public Builder deploymentId(@Nullable DeploymentId deploymentId) {
            this.deploymentId = deploymentId;
            return this;
        }

        public Builder deploymentHealth(@Nullable DeploymentHealth deploymentHealth) {
            this.deploymentHealth = deploymentHealth;
            return this;
        }

        public Builder rescheduleTracker(@Nullable RescheduleTracker rescheduleTracker) {
            this.rescheduleTracker = rescheduleTracker;
            return this;
        }

        public Builder followupEvaluationId(@Nullable EvaluationId followupEvaluationId) {
            this.followupEvaluationId = followupEvaluationId;
            return this;
        }

        public Builder preempted(List<AllocationId> preempted) {
            this.preempted = preempted;
            return this;
        }

        public Builder preemptedBy(@Nullable AllocationId preemptedBy) {
            this.preemptedBy = preemptedBy;
            return this;
        }

        public Builder networkStatus(@Nullable NetworkStatus networkStatus) {
            this.networkStatus = networkStatus;
            return this;
        }

        public Builder decision(@Nullable Decision decision) {
            this.decision = decision;
            return this;
        }

        public Builder createIndex(long createIndex) {
            this.createIndex = createIndex;
            return this;
        }

        public Builder modifyIndex(long modifyIndex) {
            this.modifyIndex = modifyIndex;
            return this;
        }

        public Builder allocationModifyIndex(long allocationModifyIndex) {
            this.allocationModifyIndex = allocationModifyIndex;
            return this;
        }

        public Builder createTimeNanos(long createTimeNanos) {
            this.createTimeNanos = createTimeNanos;
            return this;
        }

        public Builder modifyTimeNanos(long modifyTimeNanos) {
            this.modifyTimeNanos = modifyTimeNanos;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the allocation. */
        public Allocation build() {
            return new Allocation(
                    id,
                    job,
                    taskGroup,
                    index,
                    Copies.present(evaluationId, "evaluationId"),
                    Copies.present(nodeId, "nodeId"),
                    nodeName,
                    Copies.present(resources, "resources"),
                    desiredStatus,
                    desiredDescription,
                    transition,
                    clientStatus,
                    clientDescription,
                    clientSequence,
                    taskStates,
                    states,
                    previousAllocation,
                    nextAllocation,
                    deploymentId,
                    deploymentHealth,
                    rescheduleTracker,
                    followupEvaluationId,
                    preempted,
                    preemptedBy,
                    networkStatus,
                    decision,
                    createIndex,
                    modifyIndex,
                    allocationModifyIndex,
                    createTimeNanos,
                    modifyTimeNanos,
                    extras);
        }
    }
}
