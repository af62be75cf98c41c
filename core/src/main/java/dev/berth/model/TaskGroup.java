package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that are placed together on one node, in a number of instances. The unit of placing: an instance becomes
 * an allocation.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param name its name, unique in its job
 * @param count how many instances, 0 or more; for system jobs 0 or 1 per node. Default the lowest count of
 *     scaling, else 1
 * @param constraints what a node must satisfy, in definition order; default none
 * @param affinities what a node should satisfy, in definition order; default none
 * @param spreads attributes to spread the instances over, in definition order; default none
 * @param tasks its tasks in definition order, one or more
 * @param restart how tasks are restarted on the spot; default null, never null in a canonical job
 * @param reschedule how failed instances are replaced, over the job's policy; default null, in a canonical job
 *     null for system and sysbatch only
 * @param update how new versions are rolled out, over the job's; default null, in a canonical job null for batch
 *     and sysbatch only
 * @param migrate how instances leave draining nodes, over the job's; default null, in a canonical job null for
 *     all but service
 * @param disconnect what happens when their node is out of contact; default null: they are lost
 * @param ephemeralDisk the disk that the tasks share; default 300 MiB
 * @param networks the network that the tasks share, at most one; default none
 * @param services what the group offers; default none
 * @param volumes volumes by the name that mounts use; default none
 * @param scaling bounds of the count; default null
 * @param meta free key-value pairs of the author, sorted by key; default empty
 * @param shutdownDelay the pause between leaving the service catalogue and stopping the tasks; default null:
 *     none
 * @param maxRunDuration when an instance is ended and counts as complete, more than 0, batch and sysbatch only;
 *     default null: never
 * @param extras what this version does not know but keeps; default none
 */
public record TaskGroup(
        String name,
        int count,
        List<Constraint> constraints,
        List<Affinity> affinities,
        List<Spread> spreads,
        List<Task> tasks,
        @Nullable RestartPolicy restart,
        @Nullable ReschedulePolicy reschedule,
        @Nullable UpdateStrategy update,
        @Nullable MigrateStrategy migrate,
        @Nullable DisconnectStrategy disconnect,
        EphemeralDisk ephemeralDisk,
        List<NetworkRequest> networks,
        List<Service> services,
        SortedMap<String, VolumeRequest> volumes,
        @Nullable ScalingPolicy scaling,
        SortedMap<String, String> meta,
        @Nullable Duration shutdownDelay,
        @Nullable Duration maxRunDuration,
        Extras extras) {

    public TaskGroup {
        Copies.present(name, "name");
        constraints = Copies.list(constraints, "constraints");
        affinities = Copies.list(affinities, "affinities");
        spreads = Copies.list(spreads, "spreads");
        tasks = Copies.list(tasks, "tasks");
        Copies.present(ephemeralDisk, "ephemeralDisk");
        networks = Copies.list(networks, "networks");
        services = Copies.list(services, "services");
        volumes = Copies.sorted(volumes, "volumes");
        meta = Copies.sorted(meta, "meta");
        Copies.present(extras, "extras");
    }

    /** Returns the task of this name, or null. */
    public @Nullable Task task(String name) {
        for (Task task : tasks) {
            if (task.name().equals(name)) {
                return task;
            }
        }
        return null;
    }

    /** Starts a task group of the given name; every other component begins at the default that its description names. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(name)
                .count(count)
                .constraints(constraints)
                .affinities(affinities)
                .spreads(spreads)
                .tasks(tasks)
                .restart(restart)
                .reschedule(reschedule)
                .update(update)
                .migrate(migrate)
                .disconnect(disconnect)
                .ephemeralDisk(ephemeralDisk)
                .networks(networks)
                .services(services)
                .volumes(volumes)
                .scaling(scaling)
                .meta(meta)
                .shutdownDelay(shutdownDelay)
                .maxRunDuration(maxRunDuration)
                .extras(extras);
    }

    /** Builds a {@link TaskGroup}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String name;
        private @Nullable Integer count;
        private List<Constraint> constraints = List.of();
        private List<Affinity> affinities = List.of();
        private List<Spread> spreads = List.of();
        private List<Task> tasks = List.of();
        private @Nullable RestartPolicy restart;
        private @Nullable ReschedulePolicy reschedule;
        private @Nullable UpdateStrategy update;
        private @Nullable MigrateStrategy migrate;
        private @Nullable DisconnectStrategy disconnect;
        private EphemeralDisk ephemeralDisk = EphemeralDisk.builder().build();
        private List<NetworkRequest> networks = List.of();
        private List<Service> services = List.of();
        private SortedMap<String, VolumeRequest> volumes = Copies.emptySorted();
        private @Nullable ScalingPolicy scaling;
        private SortedMap<String, String> meta = Copies.emptySorted();
        private @Nullable Duration shutdownDelay;
        private @Nullable Duration maxRunDuration;
        private Extras extras = Extras.none();

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link TaskGroup#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link TaskGroup#count()}. */
        public Builder count(int count) {
            this.count = count;
            return this;
        }

        /** Sets {@link TaskGroup#constraints()}. */
        public Builder constraints(List<Constraint> constraints) {
            this.constraints = constraints;
            return this;
        }

        /** As {@link #constraints(List)}, for a few. */
        public Builder constraints(Constraint... constraints) {
            return constraints(List.of(constraints));
        }

        /** Sets {@link TaskGroup#affinities()}. */
        public Builder affinities(List<Affinity> affinities) {
            this.affinities = affinities;
            return this;
        }

        /** As {@link #affinities(List)}, for a few. */
        public Builder affinities(Affinity... affinities) {
            return affinities(List.of(affinities));
        }

        /** Sets {@link TaskGroup#spreads()}. */
        public Builder spreads(List<Spread> spreads) {
            this.spreads = spreads;
            return this;
        }

        /** As {@link #spreads(List)}, for a few. */
        public Builder spreads(Spread... spreads) {
            return spreads(List.of(spreads));
        }

        /** Sets {@link TaskGroup#tasks()}. */
        public Builder tasks(List<Task> tasks) {
            this.tasks = tasks;
            return this;
        }

        /** As {@link #tasks(List)}, for a few. */
        public Builder tasks(Task... tasks) {
            return tasks(List.of(tasks));
        }

        /** Sets {@link TaskGroup#restart()}. */
        public Builder restart(@Nullable RestartPolicy restart) {
            this.restart = restart;
            return this;
        }

        /** Sets {@link TaskGroup#reschedule()}. */
        public Builder reschedule(@Nullable ReschedulePolicy reschedule) {
            this.reschedule = reschedule;
            return this;
        }

        /** Sets {@link TaskGroup#update()}. */
        public Builder update(@Nullable UpdateStrategy update) {
            this.update = update;
            return this;
        }

        /** Sets {@link TaskGroup#migrate()}. */
        public Builder migrate(@Nullable MigrateStrategy migrate) {
            this.migrate = migrate;
            return this;
        }

        /** Sets {@link TaskGroup#disconnect()}. */
        public Builder disconnect(@Nullable DisconnectStrategy disconnect) {
            this.disconnect = disconnect;
            return this;
        }

        /** Sets {@link TaskGroup#ephemeralDisk()}. */
        public Builder ephemeralDisk(EphemeralDisk ephemeralDisk) {
            this.ephemeralDisk = ephemeralDisk;
            return this;
        }

        /** Sets {@link TaskGroup#networks()}. */
        public Builder networks(List<NetworkRequest> networks) {
            this.networks = networks;
            return this;
        }

        /** As {@link #networks(List)}, for a few. */
        public Builder networks(NetworkRequest... networks) {
            return networks(List.of(networks));
        }

        /** Sets {@link TaskGroup#services()}. */
        public Builder services(List<Service> services) {
            this.services = services;
            return this;
        }

        /** As {@link #services(List)}, for a few. */
        public Builder services(Service... services) {
            return services(List.of(services));
        }

        /** Sets {@link TaskGroup#volumes()}. */
        public Builder volumes(Map<String, VolumeRequest> volumes) {
            this.volumes = ImmutableSortedMap.copyOf(volumes);
            return this;
        }

        /** Sets {@link TaskGroup#scaling()}. */
        public Builder scaling(@Nullable ScalingPolicy scaling) {
            this.scaling = scaling;
            return this;
        }

        /** Sets {@link TaskGroup#meta()}. */
        public Builder meta(Map<String, String> meta) {
            this.meta = ImmutableSortedMap.copyOf(meta);
            return this;
        }

        /** Sets {@link TaskGroup#shutdownDelay()}. */
        public Builder shutdownDelay(@Nullable Duration shutdownDelay) {
            this.shutdownDelay = shutdownDelay;
            return this;
        }

        /** Sets {@link TaskGroup#maxRunDuration()}. */
        public Builder maxRunDuration(@Nullable Duration maxRunDuration) {
            this.maxRunDuration = maxRunDuration;
            return this;
        }

        /** Sets {@link TaskGroup#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        private int countOrDefault() {
            if (count != null) {
                return count;
            }
            Long lowest = scaling == null ? null : scaling.min();
            return lowest == null ? 1 : Math.toIntExact(Math.min(lowest, Integer.MAX_VALUE));
        }

        /**
         * Returns the task group.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public TaskGroup build() {
            return new TaskGroup(
                    name,
                    countOrDefault(),
                    constraints,
                    affinities,
                    spreads,
                    tasks,
                    restart,
                    reschedule,
                    update,
                    migrate,
                    disconnect,
                    ephemeralDisk,
                    networks,
                    services,
                    volumes,
                    scaling,
                    meta,
                    shutdownDelay,
                    maxRunDuration,
                    extras);
        }
    }
}
