package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to run: the specification, and what the control plane counts about it ({@link #revision()}).
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param key namespace and id
 * @param name what people call it; default empty, in a canonical job the id
 * @param region the region; one control plane is one region. Default global
 * @param type which scheduler takes care of it; default service
 * @param priority 1 to 100 (the server's maximum), higher goes first; default 50
 * @param allAtOnce whether instances may be placed together only; default false
 * @param datacenters patterns of the datacenters it may run in, * and ? are wildcards; default none, in a
 *     canonical job *
 * @param nodePool the pool of nodes it may run on; default empty, in a canonical job default
 * @param constraints what a node must satisfy, in definition order; default none
 * @param affinities what a node should satisfy, in definition order; default none
 * @param spreads attributes to spread the instances over, in definition order; default none
 * @param taskGroups its groups in definition order, one or more
 * @param update how new versions are rolled out, for groups that do not say; default null
 * @param migrate how instances leave draining nodes, for groups that do not say; default null
 * @param reschedule how failed instances are replaced, for groups that do not say; default null
 * @param periodic launches by the calendar, batch and sysbatch only; default null
 * @param parameterized makes it a template for dispatches, batch and sysbatch only; default null
 * @param multiregion the regions it is meant for; default null
 * @param meta free key-value pairs of the author, sorted by key; default empty
 * @param payload what a dispatch brought along; default none
 * @param dispatched whether it came to be by a dispatch; default false
 * @param dispatchIdempotencyToken the token by which a repeated dispatch is recognised; default empty
 * @param parentId the id of the periodic or parameterized job it came from; default empty
 * @param stop whether it is deregistered and only kept for the record; default false
 * @param revision what the control plane counts; default unsubmitted
 * @param extras what this version does not know but keeps; default none
 */
public record Job(
        JobKey key,
        String name,
        String region,
        JobType type,
        int priority,
        boolean allAtOnce,
        List<String> datacenters,
        String nodePool,
        List<Constraint> constraints,
        List<Affinity> affinities,
        List<Spread> spreads,
        List<TaskGroup> taskGroups,
        @Nullable UpdateStrategy update,
        @Nullable MigrateStrategy migrate,
        @Nullable ReschedulePolicy reschedule,
        @Nullable PeriodicConfig periodic,
        @Nullable ParameterizedConfig parameterized,
        @Nullable Multiregion multiregion,
        SortedMap<String, String> meta,
        Payload payload,
        boolean dispatched,
        String dispatchIdempotencyToken,
        String parentId,
        boolean stop,
        JobRevision revision,
        Extras extras) {

    public Job {
        Copies.present(key, "key");
        Copies.present(name, "name");
        Copies.present(region, "region");
        Copies.present(type, "type");
        datacenters = Copies.list(datacenters, "datacenters");
        Copies.present(nodePool, "nodePool");
        constraints = Copies.list(constraints, "constraints");
        affinities = Copies.list(affinities, "affinities");
        spreads = Copies.list(spreads, "spreads");
        taskGroups = Copies.list(taskGroups, "taskGroups");
        meta = Copies.sorted(meta, "meta");
        Copies.present(payload, "payload");
        Copies.present(dispatchIdempotencyToken, "dispatchIdempotencyToken");
        Copies.present(parentId, "parentId");
        Copies.present(revision, "revision");
        Copies.present(extras, "extras");
    }

    /** Starts a service job with this id in the namespace {@code default}; see {@link #builder(JobKey)}. */
    public static Builder builder(String id) {
        return builder(JobKey.of(id));
    }

    /** Returns the id within the namespace. */
    public String id() {
        return key.id();
    }

    /** Returns the namespace. */
    public String namespace() {
        return key.namespace();
    }

    /** Returns the group of this name, or null. */
    public @Nullable TaskGroup group(String name) {
        for (TaskGroup group : taskGroups) {
            if (group.name().equals(name)) {
                return group;
            }
        }
        return null;
    }

    /** Returns whether launches, not the job itself, are what runs: it is periodic or a template for dispatches. */
    public boolean launchesChildren() {
        return (parameterized != null && !dispatched) || (periodic != null && periodic.enabled());
    }

    /**
     * Returns this job with everything filled in that its author left out: what the control plane stores.
     *
     * <p>Defaults follow the job's type; job-level policies are laid under each group's field by field, a group's restart
     * policy under each task's. Services get a name, datacenters {@code *}, the node pool {@code default}. A canonical job is
     * its own canonical job. What is wrong stays as it is, for {@link #validate()} to find.
     */
    public Job canonical() {
        return JobDefaults.canonical(this);
    }

    /** As {@link #validate(JobLimits)} with {@link JobLimits#defaults()}. */
    public List<Problem> validate() {
        return validate(JobLimits.defaults());
    }

    /**
     * Returns everything that is wrong with this job, all at once, in the order of its components; empty if a control plane
     * would take it. The job is looked at as {@link #canonical()}, so defaults need not be filled in before.
     *
     * <p><b>Cost:</b> linear in the size of the job.
     */
    public List<Problem> validate(JobLimits limits) {
        return JobValidator.validate(this, limits);
    }

    /** Returns whether the other job says the same; what the control plane counts ({@link #revision()}) does not matter. */
    public boolean specEquals(Job other) {
        return equals(other.toBuilder().revision(revision).build());
    }

    /** Starts a job of the given key; every other component begins at the default that its description names. */
    public static Builder builder(JobKey key) {
        return new Builder(key);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(key)
                .name(name)
                .region(region)
                .type(type)
                .priority(priority)
                .allAtOnce(allAtOnce)
                .datacenters(datacenters)
                .nodePool(nodePool)
                .constraints(constraints)
                .affinities(affinities)
                .spreads(spreads)
                .taskGroups(taskGroups)
                .update(update)
                .migrate(migrate)
                .reschedule(reschedule)
                .periodic(periodic)
                .parameterized(parameterized)
                .multiregion(multiregion)
                .meta(meta)
                .payload(payload)
                .dispatched(dispatched)
                .dispatchIdempotencyToken(dispatchIdempotencyToken)
                .parentId(parentId)
                .stop(stop)
                .revision(revision)
                .extras(extras);
    }

    /** Builds a {@link Job}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private JobKey key;
        private String name = "";
        private String region = "global";
        private JobType type = JobType.SERVICE;
        private int priority = 50;
        private boolean allAtOnce = false;
        private List<String> datacenters = List.of();
        private String nodePool = "";
        private List<Constraint> constraints = List.of();
        private List<Affinity> affinities = List.of();
        private List<Spread> spreads = List.of();
        private List<TaskGroup> taskGroups = List.of();
        private @Nullable UpdateStrategy update;
        private @Nullable MigrateStrategy migrate;
        private @Nullable ReschedulePolicy reschedule;
        private @Nullable PeriodicConfig periodic;
        private @Nullable ParameterizedConfig parameterized;
        private @Nullable Multiregion multiregion;
        private SortedMap<String, String> meta = Copies.emptySorted();
        private Payload payload = Payload.none();
        private boolean dispatched = false;
        private String dispatchIdempotencyToken = "";
        private String parentId = "";
        private boolean stop = false;
        private JobRevision revision = JobRevision.unsubmitted();
        private Extras extras = Extras.none();

        private Builder(JobKey key) {
            this.key = key;
        }

        /** Sets {@link Job#key()}. */
        public Builder key(JobKey key) {
            this.key = key;
            return this;
        }

        /** Sets {@link Job#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link Job#region()}. */
        public Builder region(String region) {
            this.region = region;
            return this;
        }

        /** Sets {@link Job#type()}. */
        public Builder type(JobType type) {
            this.type = type;
            return this;
        }

        /** Sets {@link Job#priority()}. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /** Sets {@link Job#allAtOnce()}. */
        public Builder allAtOnce(boolean allAtOnce) {
            this.allAtOnce = allAtOnce;
            return this;
        }

        /** Sets {@link Job#datacenters()}. */
        public Builder datacenters(List<String> datacenters) {
            this.datacenters = datacenters;
            return this;
        }

        /** As {@link #datacenters(List)}, for a few. */
        public Builder datacenters(String... datacenters) {
            return datacenters(List.of(datacenters));
        }

        /** Sets {@link Job#nodePool()}. */
        public Builder nodePool(String nodePool) {
            this.nodePool = nodePool;
            return this;
        }

        /** Sets {@link Job#constraints()}. */
        public Builder constraints(List<Constraint> constraints) {
            this.constraints = constraints;
            return this;
        }

        /** As {@link #constraints(List)}, for a few. */
        public Builder constraints(Constraint... constraints) {
            return constraints(List.of(constraints));
        }

        /** Sets {@link Job#affinities()}. */
        public Builder affinities(List<Affinity> affinities) {
            this.affinities = affinities;
            return this;
        }

        /** As {@link #affinities(List)}, for a few. */
        public Builder affinities(Affinity... affinities) {
            return affinities(List.of(affinities));
        }

        /** Sets {@link Job#spreads()}. */
        public Builder spreads(List<Spread> spreads) {
            this.spreads = spreads;
            return this;
        }

        /** As {@link #spreads(List)}, for a few. */
        public Builder spreads(Spread... spreads) {
            return spreads(List.of(spreads));
        }

        /** Sets {@link Job#taskGroups()}. */
        public Builder taskGroups(List<TaskGroup> taskGroups) {
            this.taskGroups = taskGroups;
            return this;
        }

        /** As {@link #taskGroups(List)}, for a few. */
        public Builder taskGroups(TaskGroup... taskGroups) {
            return taskGroups(List.of(taskGroups));
        }

        /** Sets {@link Job#update()}. */
        public Builder update(@Nullable UpdateStrategy update) {
            this.update = update;
            return this;
        }

        /** Sets {@link Job#migrate()}. */
        public Builder migrate(@Nullable MigrateStrategy migrate) {
            this.migrate = migrate;
            return this;
        }

        /** Sets {@link Job#reschedule()}. */
        public Builder reschedule(@Nullable ReschedulePolicy reschedule) {
            this.reschedule = reschedule;
            return this;
        }

        /** Sets {@link Job#periodic()}. */
        public Builder periodic(@Nullable PeriodicConfig periodic) {
            this.periodic = periodic;
            return this;
        }

        /** Sets {@link Job#parameterized()}. */
        public Builder parameterized(@Nullable ParameterizedConfig parameterized) {
            this.parameterized = parameterized;
            return this;
        }

        /** Sets {@link Job#multiregion()}. */
        public Builder multiregion(@Nullable Multiregion multiregion) {
            this.multiregion = multiregion;
            return this;
        }

        /** Sets {@link Job#meta()}. */
        public Builder meta(Map<String, String> meta) {
            this.meta = ImmutableSortedMap.copyOf(meta);
            return this;
        }

        /** Sets {@link Job#payload()}. */
        public Builder payload(Payload payload) {
            this.payload = payload;
            return this;
        }

        /** Sets {@link Job#dispatched()}. */
        public Builder dispatched(boolean dispatched) {
            this.dispatched = dispatched;
            return this;
        }

        /** Sets {@link Job#dispatchIdempotencyToken()}. */
        public Builder dispatchIdempotencyToken(String dispatchIdempotencyToken) {
            this.dispatchIdempotencyToken = dispatchIdempotencyToken;
            return this;
        }

        /** Sets {@link Job#parentId()}. */
        public Builder parentId(String parentId) {
            this.parentId = parentId;
            return this;
        }

        /** Sets {@link Job#stop()}. */
        public Builder stop(boolean stop) {
            this.stop = stop;
            return this;
        }

        /** Sets {@link Job#revision()}. */
        public Builder revision(JobRevision revision) {
            this.revision = revision;
            return this;
        }

        /** Sets {@link Job#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the job.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public Job build() {
            return new Job(
                    key,
                    name,
                    region,
                    type,
                    priority,
                    allAtOnce,
                    datacenters,
                    nodePool,
                    constraints,
                    affinities,
                    spreads,
                    taskGroups,
                    update,
                    migrate,
                    reschedule,
                    periodic,
                    parameterized,
                    multiregion,
                    meta,
                    payload,
                    dispatched,
                    dispatchIdempotencyToken,
                    parentId,
                    stop,
                    revision,
                    extras);
        }
    }
}
