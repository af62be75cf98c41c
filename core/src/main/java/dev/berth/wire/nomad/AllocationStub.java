package dev.berth.wire.nomad;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DesiredStatus;
import dev.berth.model.DesiredTransition;
import dev.berth.model.EvaluationId;
import dev.berth.model.Extras;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.NodeId;
import dev.berth.model.RescheduleTracker;
import dev.berth.model.TaskState;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An allocation as allocation lists show it: without its job and resources.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param id its id
 * @param job its job
 * @param jobType the type of the job; default service
 * @param jobVersion the version of the job that it runs; default 0
 * @param taskGroup its group; default empty
 * @param name job.group[index]; default empty
 * @param evaluationId the evaluation that placed it; default null
 * @param nodeId its node; default null
 * @param nodeName the name of its node; default empty
 * @param desiredStatus what is wanted of it; default run
 * @param desiredDescription why; default empty
 * @param transition where it is to move; default none
 * @param clientStatus how it fares; default pending
 * @param clientDescription why; default empty
 * @param taskStates how its tasks fare; default none
 * @param deploymentHealth its health in its deployment; default null
 * @param rescheduleTracker its moves so far; default null
 * @param followupEvaluationId the evaluation that will replace it; default null
 * @param nextAllocation what replaced it; default null
 * @param preempted what had to go for it; default none
 * @param preemptedBy what it had to go for; default null
 * @param createIndex the log index at which it was placed; default 0
 * @param modifyIndex the log index of its last change; default 0
 * @param createTimeNanos when it was placed, nanoseconds since the epoch; default 0
 * @param modifyTimeNanos when it last changed, nanoseconds since the epoch; default 0
 * @param extras what this version does not know but keeps; default none
 */
public record AllocationStub(
        AllocationId id,
        JobKey job,
        JobType jobType,
        long jobVersion,
        String taskGroup,
        String name,
        @Nullable EvaluationId evaluationId,
        @Nullable NodeId nodeId,
        String nodeName,
        DesiredStatus desiredStatus,
        String desiredDescription,
        DesiredTransition transition,
        ClientStatus clientStatus,
        String clientDescription,
        SortedMap<String, TaskState> taskStates,
        @Nullable DeploymentHealth deploymentHealth,
        @Nullable RescheduleTracker rescheduleTracker,
        @Nullable EvaluationId followupEvaluationId,
        @Nullable AllocationId nextAllocation,
        List<AllocationId> preempted,
        @Nullable AllocationId preemptedBy,
        long createIndex,
        long modifyIndex,
        long createTimeNanos,
        long modifyTimeNanos,
        Extras extras) {

    public AllocationStub {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(jobType, "jobType");
        Objects.requireNonNull(taskGroup, "taskGroup");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(nodeName, "nodeName");
        Objects.requireNonNull(desiredStatus, "desiredStatus");
        Objects.requireNonNull(desiredDescription, "desiredDescription");
        Objects.requireNonNull(transition, "transition");
        Objects.requireNonNull(clientStatus, "clientStatus");
        Objects.requireNonNull(clientDescription, "clientDescription");
        taskStates = ImmutableSortedMap.copyOf(taskStates);
        preempted = ImmutableList.copyOf(preempted);
        Objects.requireNonNull(extras, "extras");
    }

    /** Returns the stub of an allocation. */
    public static AllocationStub of(Allocation allocation) {
        return builder(allocation.id(), allocation.jobKey())
                .jobType(allocation.job().type())
                .jobVersion(allocation.job().revision().version())
                .taskGroup(allocation.taskGroup())
                .name(allocation.name())
                .evaluationId(allocation.evaluationId())
                .nodeId(allocation.nodeId())
                .nodeName(allocation.nodeName())
                .desiredStatus(allocation.desiredStatus())
                .desiredDescription(allocation.desiredDescription())
                .transition(allocation.transition())
                .clientStatus(allocation.clientStatus())
                .clientDescription(allocation.clientDescription())
                .taskStates(allocation.taskStates())
                .deploymentHealth(allocation.deploymentHealth())
                .rescheduleTracker(allocation.rescheduleTracker())
                .followupEvaluationId(allocation.followupEvaluationId())
                .nextAllocation(allocation.nextAllocation())
                .preempted(allocation.preempted())
                .preemptedBy(allocation.preemptedBy())
                .createIndex(allocation.createIndex())
                .modifyIndex(allocation.modifyIndex())
                .createTimeNanos(allocation.createTimeNanos())
                .modifyTimeNanos(allocation.modifyTimeNanos())
                .build();
    }

    /** Starts an allocation stub of the given id and job; every other component begins at the default that its description names. */
    public static Builder builder(AllocationId id, JobKey job) {
        return new Builder(id, job);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(id, job)
                .jobType(jobType)
                .jobVersion(jobVersion)
                .taskGroup(taskGroup)
                .name(name)
                .evaluationId(evaluationId)
                .nodeId(nodeId)
                .nodeName(nodeName)
                .desiredStatus(desiredStatus)
                .desiredDescription(desiredDescription)
                .transition(transition)
                .clientStatus(clientStatus)
                .clientDescription(clientDescription)
                .taskStates(taskStates)
                .deploymentHealth(deploymentHealth)
                .rescheduleTracker(rescheduleTracker)
                .followupEvaluationId(followupEvaluationId)
                .nextAllocation(nextAllocation)
                .preempted(preempted)
                .preemptedBy(preemptedBy)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .createTimeNanos(createTimeNanos)
                .modifyTimeNanos(modifyTimeNanos)
                .extras(extras);
    }

    /** Builds an {@link AllocationStub}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private AllocationId id;
        private JobKey job;
        private JobType jobType = JobType.SERVICE;
        private long jobVersion = 0;
        private String taskGroup = "";
        private String name = "";
        private @Nullable EvaluationId evaluationId;
        private @Nullable NodeId nodeId;
        private String nodeName = "";
        private DesiredStatus desiredStatus = DesiredStatus.RUN;
        private String desiredDescription = "";
        private DesiredTransition transition = DesiredTransition.NONE;
        private ClientStatus clientStatus = ClientStatus.PENDING;
        private String clientDescription = "";
        private SortedMap<String, TaskState> taskStates = ImmutableSortedMap.of();
        private @Nullable DeploymentHealth deploymentHealth;
        private @Nullable RescheduleTracker rescheduleTracker;
        private @Nullable EvaluationId followupEvaluationId;
        private @Nullable AllocationId nextAllocation;
        private List<AllocationId> preempted = List.of();
        private @Nullable AllocationId preemptedBy;
        private long createIndex = 0;
        private long modifyIndex = 0;
        private long createTimeNanos = 0;
        private long modifyTimeNanos = 0;
        private Extras extras = Extras.none();

        private Builder(AllocationId id, JobKey job) {
            this.id = id;
            this.job = job;
        }

        /** Sets {@link AllocationStub#id()}. */
        public Builder id(AllocationId id) {
            this.id = id;
            return this;
        }

        /** Sets {@link AllocationStub#job()}. */
        public Builder job(JobKey job) {
            this.job = job;
            return this;
        }

        /** Sets {@link AllocationStub#jobType()}. */
        public Builder jobType(JobType jobType) {
            this.jobType = jobType;
            return this;
        }

        /** Sets {@link AllocationStub#jobVersion()}. */
        public Builder jobVersion(long jobVersion) {
            this.jobVersion = jobVersion;
            return this;
        }

        /** Sets {@link AllocationStub#taskGroup()}. */
        public Builder taskGroup(String taskGroup) {
            this.taskGroup = taskGroup;
            return this;
        }

        /** Sets {@link AllocationStub#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link AllocationStub#evaluationId()}. */
        public Builder evaluationId(@Nullable EvaluationId evaluationId) {
            this.evaluationId = evaluationId;
            return this;
        }

        /** Sets {@link AllocationStub#nodeId()}. */
        public Builder nodeId(@Nullable NodeId nodeId) {
            this.nodeId = nodeId;
            return this;
        }

        /** Sets {@link AllocationStub#nodeName()}. */
        public Builder nodeName(String nodeName) {
            this.nodeName = nodeName;
            return this;
        }

        /** Sets {@link AllocationStub#desiredStatus()}. */
        public Builder desiredStatus(DesiredStatus desiredStatus) {
            this.desiredStatus = desiredStatus;
            return this;
        }

        /** Sets {@link AllocationStub#desiredDescription()}. */
        public Builder desiredDescription(String desiredDescription) {
            this.desiredDescription = desiredDescription;
            return this;
        }

        /** Sets {@link AllocationStub#transition()}. */
        public Builder transition(DesiredTransition transition) {
            this.transition = transition;
            return this;
        }

        /** Sets {@link AllocationStub#clientStatus()}. */
        public Builder clientStatus(ClientStatus clientStatus) {
            this.clientStatus = clientStatus;
            return this;
        }

        /** Sets {@link AllocationStub#clientDescription()}. */
        public Builder clientDescription(String clientDescription) {
            this.clientDescription = clientDescription;
            return this;
        }

        /** Sets {@link AllocationStub#taskStates()}. */
        public Builder taskStates(SortedMap<String, TaskState> taskStates) {
            this.taskStates = taskStates;
            return this;
        }

        /** Sets {@link AllocationStub#deploymentHealth()}. */
        public Builder deploymentHealth(@Nullable DeploymentHealth deploymentHealth) {
            this.deploymentHealth = deploymentHealth;
            return this;
        }

        /** Sets {@link AllocationStub#rescheduleTracker()}. */
        public Builder rescheduleTracker(@Nullable RescheduleTracker rescheduleTracker) {
            this.rescheduleTracker = rescheduleTracker;
            return this;
        }

        /** Sets {@link AllocationStub#followupEvaluationId()}. */
        public Builder followupEvaluationId(@Nullable EvaluationId followupEvaluationId) {
            this.followupEvaluationId = followupEvaluationId;
            return this;
        }

        /** Sets {@link AllocationStub#nextAllocation()}. */
        public Builder nextAllocation(@Nullable AllocationId nextAllocation) {
            this.nextAllocation = nextAllocation;
            return this;
        }

        /** Sets {@link AllocationStub#preempted()}. */
        public Builder preempted(List<AllocationId> preempted) {
            this.preempted = preempted;
            return this;
        }

        /** As {@link #preempted(List)}, for a few. */
        public Builder preempted(AllocationId... preempted) {
            return preempted(List.of(preempted));
        }

        /** Sets {@link AllocationStub#preemptedBy()}. */
        public Builder preemptedBy(@Nullable AllocationId preemptedBy) {
            this.preemptedBy = preemptedBy;
            return this;
        }

        /** Sets {@link AllocationStub#createIndex()}. */
        public Builder createIndex(long createIndex) {
            this.createIndex = createIndex;
            return this;
        }

        /** Sets {@link AllocationStub#modifyIndex()}. */
        public Builder modifyIndex(long modifyIndex) {
            this.modifyIndex = modifyIndex;
            return this;
        }

        /** Sets {@link AllocationStub#createTimeNanos()}. */
        public Builder createTimeNanos(long createTimeNanos) {
            this.createTimeNanos = createTimeNanos;
            return this;
        }

        /** Sets {@link AllocationStub#modifyTimeNanos()}. */
        public Builder modifyTimeNanos(long modifyTimeNanos) {
            this.modifyTimeNanos = modifyTimeNanos;
            return this;
        }

        /** Sets {@link AllocationStub#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the allocation stub.
         *
         * @throws NullPointerException if something that is needed is null
         */
        public AllocationStub build() {
            return new AllocationStub(
                    id,
                    job,
                    jobType,
                    jobVersion,
                    taskGroup,
                    name,
                    evaluationId,
                    nodeId,
                    nodeName,
                    desiredStatus,
                    desiredDescription,
                    transition,
                    clientStatus,
                    clientDescription,
                    taskStates,
                    deploymentHealth,
                    rescheduleTracker,
                    followupEvaluationId,
                    nextAllocation,
                    preempted,
                    preemptedBy,
                    createIndex,
                    modifyIndex,
                    createTimeNanos,
                    modifyTimeNanos,
                    extras);
        }
    }
}
