package dev.berth.place;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.berth.model.Affinity;
import dev.berth.model.AllocatedResources;
import dev.berth.model.Constraint;
import dev.berth.model.DeviceRequest;
import dev.berth.model.GroupKey;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.NetworkRequest;
import dev.berth.model.PortRequest;
import dev.berth.model.Resources;
import dev.berth.model.Spread;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.VolumeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to be placed: some equal instances, what one of them takes, and where they may go. Needs no job. Immutable.
 *
 * <p>Built through {@link #builder(String)} or from a job's group; the canonical constructor is unstable.
 *
 * @param group whose instances these are; instances of one group are kept apart, and distinct hosts are counted by it
 * @param count how many instances, 1 or more
 * @param resources what one instance takes, in the units of {@link Resources}
 * @param datacenters globs of the datacenters it may run in; {@code *} for all
 * @param nodePool the node pool it may run in, {@code all} for any
 * @param jobConstraints constraints written at the job
 * @param groupConstraints constraints written at the group and its tasks
 * @param affinities affinities of job, group and tasks
 * @param spreads spreads of group and job
 * @param drivers the drivers of its tasks, sorted
 * @param networks the group's network, then those of its tasks in their order
 * @param volumes the volumes it mounts, by name
 * @param devices the names of the devices it asks for
 * @param cores how many reserved cores it asks for
 */
public record Ask(
        GroupKey group,
        int count,
        Resources resources,
        List<String> datacenters,
        String nodePool,
        List<Constraint> jobConstraints,
        List<Constraint> groupConstraints,
        List<Affinity> affinities,
        List<Spread> spreads,
        SortedSet<String> drivers,
        List<NetworkRequest> networks,
        List<VolumeRequest> volumes,
        List<String> devices,
        int cores) {
    private static final String ANY = "*";
    private static final String ALL_POOLS = "all";

    /** Checks the count and copies the lists. */
    public Ask {
        checkArgument(count >= 1, "The count (%s) of the ask (%s) must be 1 or more.", count, group);
        checkArgument(cores >= 0, "The cores (%s) of the ask (%s) must be 0 or more.", cores, group);
        datacenters = datacenters.isEmpty() ? ImmutableList.of(ANY) : ImmutableList.copyOf(datacenters);
        jobConstraints = ImmutableList.copyOf(jobConstraints);
        groupConstraints = ImmutableList.copyOf(groupConstraints);
        affinities = ImmutableList.copyOf(affinities);
        spreads = ImmutableList.copyOf(spreads);
        drivers = ImmutableSortedSet.copyOf(drivers);
        networks = ImmutableList.copyOf(networks);
        volumes = ImmutableList.copyOf(volumes);
        devices = ImmutableList.copyOf(devices);
    }

    /** Returns a builder: 1 instance that takes nothing and may go anywhere. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns what a task group of a job asks for; a count of 0 counts as 1. */
    public static Ask of(Job job, TaskGroup group) {
        Builder builder = new Builder(group.name())
                .job(job.key())
                .count(Math.max(1, group.count()))
                .resources(AllocatedResources.of(group).total())
                .datacenters(job.datacenters())
                .nodePool(job.nodePool());
        builder.jobConstraints.addAll(job.constraints());
        builder.groupConstraints.addAll(group.constraints());
        builder.affinities.addAll(job.affinities());
        builder.affinities.addAll(group.affinities());
        builder.spreads.addAll(group.spreads());
        builder.spreads.addAll(job.spreads());
        group.networks().stream().limit(1).forEach(builder.networks::add);
        builder.volumes.addAll(group.volumes().values());
        group.tasks().forEach(builder::task);
        return builder.build();
    }

    /** Returns the name of the ask or the task group. */
    public String name() {
        return group.group();
    }

    /** Returns all constraints: those of the job first. */
    public List<Constraint> constraints() {
        return ImmutableList.<Constraint>builder()
                .addAll(jobConstraints)
                .addAll(groupConstraints)
                .build();
    }

    /** Builds an ask. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private JobKey job;
        private int count = 1;
        private final Resources.Builder resources = Resources.builder();
        private List<String> datacenters = ImmutableList.of(ANY);
        private String nodePool = ALL_POOLS;
        private final List<Constraint> jobConstraints = new ArrayList<>();
        private final List<Constraint> groupConstraints = new ArrayList<>();
        private final List<Affinity> affinities = new ArrayList<>();
        private final List<Spread> spreads = new ArrayList<>();
        private final SortedSet<String> drivers = new TreeSet<>();
        private final List<NetworkRequest> networks = new ArrayList<>();
        private final List<PortRequest> staticPorts = new ArrayList<>();
        private final List<PortRequest> dynamicPorts = new ArrayList<>();
        private final List<VolumeRequest> volumes = new ArrayList<>();
        private final List<String> devices = new ArrayList<>();
        private int cores;

        private Builder(String name) {
            checkArgument(!name.isBlank(), "An ask needs a name.");
            this.name = name;
            this.job = JobKey.of(name);
        }

        /** Sets the job whose group this is; by default the ask is a job of its own. */
        public Builder job(JobKey job) {
            this.job = job;
            return this;
        }

        /** Sets how many instances, 1 or more. */
        public Builder count(int count) {
            this.count = count;
            return this;
        }

        /** Sets the processor share of one instance in the host's units, by default 1,000 a core. */
        public Builder cpu(long cpu) {
            return resource(Resources.CPU, cpu);
        }

        /** Sets the memory of one instance. */
        public Builder memoryBytes(long memoryBytes) {
            return resource(Resources.MEMORY, memoryBytes);
        }

        /** Sets the memory of one instance in MiB. */
        public Builder memoryMiB(long memoryMiB) {
            return memoryBytes(Math.multiplyExact(memoryMiB, 1L << 20));
        }

        /** Sets the disk of one instance. */
        public Builder diskBytes(long diskBytes) {
            return resource(Resources.DISK, diskBytes);
        }

        /** Sets how much one instance takes of any dimension, the host's own included. */
        public Builder resource(String dimension, long amount) {
            resources.set(dimension, amount);
            return this;
        }

        /** Sets how much one instance takes of each dimension named. */
        public Builder resources(Resources amounts) {
            amounts.names().forEach(dimension -> resource(dimension, amounts.get(dimension)));
            return this;
        }

        /** Sets the globs of the datacenters; none means all. */
        public Builder datacenters(String... datacenters) {
            return datacenters(ImmutableList.copyOf(datacenters));
        }

        /** Sets the globs of the datacenters; none means all. */
        public Builder datacenters(List<String> datacenters) {
            this.datacenters = datacenters;
            return this;
        }

        /** Sets the node pool; empty or {@code all} means any. */
        public Builder nodePool(String nodePool) {
            this.nodePool = nodePool.isEmpty() ? ALL_POOLS : nodePool;
            return this;
        }

        /** Adds a constraint, for instance {@code ("${attr.cpu.arch}", "=", "amd64")}. */
        public Builder constraint(String left, String operand, String right) {
            return constraint(Constraint.of(left, operand, right));
        }

        /** Adds a constraint. */
        public Builder constraint(Constraint constraint) {
            groupConstraints.add(constraint);
            return this;
        }

        /** Adds an affinity, for instance {@code ("${meta.ssd}", "=", "true", 50)}; the weight is −100 to 100. */
        public Builder affinity(String left, String operand, String right, int weight) {
            affinities.add(Affinity.of(left, operand, right, weight));
            return this;
        }

        /** Spreads the instances evenly over the values of an attribute, for instance {@code ${meta.rack}}. */
        public Builder spread(String attribute) {
            return spread(Spread.builder(attribute).build());
        }

        /** Adds a spread. */
        public Builder spread(Spread spread) {
            spreads.add(spread);
            return this;
        }

        /** Requires a healthy task driver. */
        public Builder driver(String driver) {
            drivers.add(driver);
            return this;
        }

        /** Takes a fixed port of the node, 1 to 65,535. */
        public Builder staticPort(String label, int port) {
            staticPorts.add(PortRequest.builder(label).value(port).build());
            return this;
        }

        /** Takes any free port of the node's dynamic range. */
        public Builder dynamicPort(String label) {
            dynamicPorts.add(PortRequest.builder(label).build());
            return this;
        }

        /** Adds a network with its ports. */
        public Builder network(NetworkRequest network) {
            networks.add(network);
            return this;
        }

        /** Requires a volume. */
        public Builder volume(VolumeRequest volume) {
            volumes.add(volume);
            return this;
        }

        private void task(Task task) {
            groupConstraints.addAll(task.constraints());
            affinities.addAll(task.affinities());
            drivers.add(task.driver());
            networks.addAll(task.resources().networks());
            task.resources().devices().stream().map(DeviceRequest::name).forEach(devices::add);
            cores += task.resources().cores();
        }

        /** Returns the ask. */
        public Ask build() {
            List<NetworkRequest> all = new ArrayList<>(networks);
            if (!staticPorts.isEmpty() || !dynamicPorts.isEmpty()) {
                all.add(NetworkRequest.builder()
                        .reservedPorts(staticPorts)
                        .dynamicPorts(dynamicPorts)
                        .build());
            }
            return new Ask(
                    new GroupKey(job, name),
                    count,
                    resources.build(),
                    datacenters,
                    nodePool,
                    jobConstraints,
                    groupConstraints,
                    affinities,
                    spreads,
                    drivers,
                    all,
                    volumes,
                    devices,
                    cores);
        }
    }
}
