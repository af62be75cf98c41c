package dev.berth.testkit;

import dev.berth.model.Affinity;
import dev.berth.model.Artifact;
import dev.berth.model.Constraint;
import dev.berth.model.DeviceRequest;
import dev.berth.model.DisconnectStrategy;
import dev.berth.model.EphemeralDisk;
import dev.berth.model.Extras;
import dev.berth.model.HealthCheck;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobRevision;
import dev.berth.model.JobStatus;
import dev.berth.model.JobType;
import dev.berth.model.Lifecycle;
import dev.berth.model.MigrateStrategy;
import dev.berth.model.NetworkRequest;
import dev.berth.model.Operand;
import dev.berth.model.ParameterizedConfig;
import dev.berth.model.Payload;
import dev.berth.model.PeriodicConfig;
import dev.berth.model.PortRequest;
import dev.berth.model.ReschedulePolicy;
import dev.berth.model.Resources;
import dev.berth.model.RestartPolicy;
import dev.berth.model.ScalingPolicy;
import dev.berth.model.Spread;
import dev.berth.model.SpreadTarget;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskResources;
import dev.berth.model.Template;
import dev.berth.model.UpdateStrategy;
import dev.berth.model.VersionTag;
import dev.berth.model.VolumeMount;
import dev.berth.model.VolumeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;

/**
 * Generates jobs for jqwik's properties: of every type, with a little of everything, and such that {@link Job#validate()}
 * finds nothing. Policies are given in part, so that defaults and merging have something to do.
 */
public final class JobArbitraries {

    private static final long MIB = 1L << 20;

    private JobArbitraries() {}

    /** Returns jobs that {@link Job#validate()} has nothing against; not canonical yet. */
    public static Arbitrary<Job> validJobs() {
        return Arbitraries.of(JobType.SERVICE, JobType.BATCH, JobType.SYSTEM, JobType.SYSBATCH)
                .flatMap(JobArbitraries::validJobs);
    }

    /** Returns jobs of one type that {@link Job#validate()} has nothing against; not canonical yet. */
    public static Arbitrary<Job> validJobs(JobType type) {
        Arbitrary<Job.Builder> builders = Combinators.combine(names(), Arbitraries.of("default", "team-a"))
                .as((id, namespace) -> Job.builder(new JobKey(namespace, id)).type(type));
        boolean service = type == JobType.SERVICE;
        boolean ends = type == JobType.BATCH || type == JobType.SYSBATCH;
        boolean system = type == JobType.SYSTEM;
        return Builders.withBuilder(() -> new Parts())
                .use(builders)
                .in((parts, builder) -> parts.with(builder))
                .use(texts())
                .in((parts, name) -> parts.edit(b -> b.name(name)))
                .use(Arbitraries.integers().between(1, 100))
                .in((parts, n) -> parts.edit(b -> b.priority(n)))
                .use(booleans())
                .in((parts, flag) -> parts.edit(b -> b.allAtOnce(flag)))
                .use(Arbitraries.of("*", "dc1", "eu-*").list().ofMaxSize(2))
                .in((parts, dcs) -> parts.edit(b -> b.datacenters(dcs)))
                .use(Arbitraries.of("", "default", "gpu"))
                .in((parts, pool) -> parts.edit(b -> b.nodePool(pool)))
                .use(constraints(true))
                .in((parts, all) -> parts.edit(b -> b.constraints(all)))
                .use(affinities())
                .in((parts, all) -> parts.edit(b -> b.affinities(system ? List.of() : all)))
                .use(spreads())
                .in((parts, all) -> parts.edit(b -> b.spreads(system ? List.of() : all)))
                .use(groups(type))
                .in((parts, all) -> parts.edit(b -> b.taskGroups(all)))
                .use(updates())
                .in((parts, u) -> parts.edit(b -> b.update(service || system ? u : null)))
                .use(migrations())
                .in((parts, m) -> parts.edit(b -> b.migrate(service ? m : null)))
                .use(reschedules(type))
                .in((parts, r) -> parts.edit(b -> b.reschedule(service || type == JobType.BATCH ? r : null)))
                .use(periodic())
                .in((parts, p) -> parts.edit(b -> b.periodic(ends ? p : null)))
                .use(parameterized())
                .in((parts, p) -> parts.edit(b -> b.parameterized(ends ? p : null)))
                .use(stringMaps())
                .in((parts, meta) -> parts.edit(b -> b.meta(meta)))
                .use(payloads())
                .in((parts, payload) -> parts.edit(b -> b.payload(payload)))
                .use(booleans())
                .in((parts, flag) -> parts.edit(b -> b.stop(flag).dispatched(flag)))
                .use(revisions())
                .in((parts, revision) -> parts.edit(b -> b.revision(revision)))
                .use(extras())
                .in((parts, extras) -> parts.edit(b -> b.extras(extras)))
                .build(Parts::build);
    }

    /** A job builder that jqwik can hand from step to step. */
    private static final class Parts {
        private Job.Builder builder = Job.builder("unnamed");

        Parts with(Job.Builder other) {
            builder = other.build().toBuilder();
            return this;
        }

        Parts edit(UnaryOperator<Job.Builder> change) {
            builder = change.apply(builder);
            return this;
        }

        Job build() {
            return builder.build();
        }
    }

    private static Arbitrary<List<TaskGroup>> groups(JobType type) {
        return names().list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(2)
                .flatMap(names -> each(names, name -> group(type, name)));
    }

    private static Arbitrary<TaskGroup> group(JobType type, String name) {
        boolean system = type == JobType.SYSTEM;
        boolean service = type == JobType.SERVICE;
        boolean rescheduled = service || type == JobType.BATCH;
        boolean ends = type == JobType.BATCH || type == JobType.SYSBATCH;
        return Builders.withBuilder(() -> TaskGroup.builder(name))
                .use(Arbitraries.integers().between(0, system ? 1 : 20))
                .in(TaskGroup.Builder::count)
                .use(constraints(true))
                .in((b, all) -> b.constraints(all))
                .use(affinities())
                .in((b, all) -> b.affinities(system ? List.of() : all))
                .use(spreads())
                .in((b, all) -> b.spreads(system ? List.of() : all))
                .use(tasks(type))
                .in((b, tasks) -> b.tasks(tasks))
                .use(restarts())
                .in(TaskGroup.Builder::restart)
                .use(reschedules(type))
                .in((b, r) -> b.reschedule(rescheduled ? r : null))
                .use(updates())
                .in((b, u) -> b.update(service || system ? u : null))
                .use(migrations())
                .in((b, m) -> b.migrate(service ? m : null))
                .use(disconnects(rescheduled))
                .in(TaskGroup.Builder::disconnect)
                .use(disks())
                .in(TaskGroup.Builder::ephemeralDisk)
                .use(networks())
                .in((b, all) -> b.networks(all))
                .use(scalings())
                .in((b, s) -> b.scaling(system ? null : s))
                .use(stringMaps())
                .in(TaskGroup.Builder::meta)
                .use(durations(0, 60).injectNull(0.5))
                .in(TaskGroup.Builder::shutdownDelay)
                .use(durations(1, 3_600).injectNull(0.5))
                .in((b, d) -> b.maxRunDuration(ends ? d : null))
                .use(extras())
                .in(TaskGroup.Builder::extras)
                .build(b -> b.volumes(sorted(
                                "data",
                                VolumeRequest.builder("data").source("data").build()))
                        .build());
    }

    private static Arbitrary<List<Task>> tasks(JobType type) {
        return names().list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(2)
                .flatMap(names -> each(names, name -> task(type, name, name.equals(names.get(0)))));
    }

    private static Arbitrary<Task> task(JobType type, String name, boolean main) {
        return Builders.withBuilder(() -> Task.builder(name, "raw_exec"))
                .use(Arbitraries.of("", "nobody"))
                .in(Task.Builder::user)
                .use(configs())
                .in(Task.Builder::config)
                .use(stringMaps())
                .in(Task.Builder::env)
                .use(stringMaps())
                .in(Task.Builder::meta)
                .use(taskResources())
                .in(Task.Builder::resources)
                .use(constraints(false))
                .in((b, all) -> b.constraints(all))
                .use(affinities())
                .in((b, all) -> b.affinities(type == JobType.SYSTEM ? List.of() : all))
                .use(restarts())
                .in(Task.Builder::restart)
                .use(lifecycles())
                .in((b, lifecycle) -> b.lifecycle(main ? null : lifecycle))
                .use(booleans())
                .in((b, leader) -> b.leader(main && leader))
                .use(durations(0, 60))
                .in(Task.Builder::killTimeout)
                .use(durations(0, 60))
                .in(Task.Builder::shutdownDelay)
                .use(Arbitraries.of("", "SIGTERM"))
                .in(Task.Builder::killSignal)
                .use(artifacts())
                .in((b, all) -> b.artifacts(all))
                .use(templates())
                .in((b, all) -> b.templates(all))
                .use(booleans())
                .in((b, mount) -> b.volumeMounts(
                        mount ? List.of(VolumeMount.builder("data", "/data").build()) : List.of()))
                .use(extras())
                .in(Task.Builder::extras)
                .build(Task.Builder::build);
    }

    /** Returns what tasks ask for, within what {@link Job#validate()} allows. */
    public static Arbitrary<TaskResources> taskResources() {
        return Builders.withBuilder(TaskResources::builder)
                .use(Arbitraries.integers().between(0, 4))
                .in((b, cores) -> cores > 2 ? b.cores(cores) : b.cpu(100L * (cores + 1)))
                .use(Arbitraries.longs().between(10, 4_096))
                .in((b, mib) -> b.memoryBytes(mib * MIB))
                .use(Arbitraries.of(0L, -1L, 8_192 * MIB))
                .in(TaskResources.Builder::memoryMaxBytes)
                .use(Arbitraries.longs().between(0, 3))
                .in((b, seats) ->
                        b.custom(Resources.builder().set("seats", seats).build()))
                .use(devices())
                .in((b, all) -> b.devices(all))
                .build(TaskResources.Builder::build);
    }

    private static Arbitrary<List<DeviceRequest>> devices() {
        return Combinators.combine(
                        Arbitraries.of("gpu", "nvidia/gpu"), Arbitraries.longs().between(1, 4))
                .as((name, count) -> DeviceRequest.builder(name).count(count).build())
                .list()
                .ofMaxSize(1);
    }

    private static Arbitrary<List<Constraint>> constraints(boolean distinct) {
        List<Constraint> all = new ArrayList<>(List.of(
                Constraint.of("${attr.kernel.name}", "=", "linux"),
                Constraint.of("${attr.kernel.name}", "==", "linux"),
                Constraint.of("${node.class}", Operand.NOT_EQUAL, "old"),
                Constraint.of("${attr.version}", Operand.VERSION, ">= 1.2, < 2"),
                Constraint.of("${attr.version}", Operand.SEMVER, ">= 1.2.0"),
                Constraint.of("${meta.rack}", Operand.REGEXP, "^r[0-9]+$"),
                Constraint.of("${meta.tags}", "set_contains", "a,b"),
                Constraint.of("${meta.rack}", Operand.IS_SET, ""),
                new Constraint.Not(Constraint.of("${meta.rack}", Operand.EQUAL, "r1")),
                new Constraint.AnyOf(List.of(
                        Constraint.of("${node.datacenter}", Operand.EQUAL, "dc1"),
                        Constraint.of("${node.datacenter}", Operand.EQUAL, "dc2")))));
        if (distinct) {
            all.add(Constraint.of("", Operand.DISTINCT_HOSTS, ""));
            all.add(Constraint.of("${meta.rack}", Operand.DISTINCT_PROPERTY, "2"));
        }
        return Arbitraries.of(all).list().ofMaxSize(2);
    }

    private static Arbitrary<List<Affinity>> affinities() {
        return Arbitraries.integers()
                .between(-100, 100)
                .filter(weight -> weight != 0)
                .map(weight -> Affinity.of("${node.datacenter}", "is", "dc1", weight))
                .list()
                .ofMaxSize(1);
    }

    private static Arbitrary<List<Spread>> spreads() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.integers().between(0, 100))
                .as((weight, percent) -> Spread.builder("${node.datacenter}")
                        .weight(weight)
                        .targets(new SpreadTarget("dc1", percent), new SpreadTarget("dc2", 100 - percent))
                        .build())
                .list()
                .ofMaxSize(1);
    }

    private static Arbitrary<RestartPolicy> restarts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 5),
                        booleans())
                .as((attempts, delay, partly) -> partly
                        ? RestartPolicy.builder().attempts(attempts).build()
                        : RestartPolicy.builder()
                                .delay(Duration.ofSeconds(delay))
                                .renderTemplates(true)
                                .build())
                .injectNull(0.3);
    }

    private static Arbitrary<ReschedulePolicy> reschedules(JobType type) {
        return Combinators.combine(Arbitraries.integers().between(1, 3), booleans())
                .as((attempts, limited) -> limited
                        ? ReschedulePolicy.builder()
                                .attempts(attempts)
                                .interval(Duration.ofHours(48))
                                .unlimited(false)
                                .build()
                        : ReschedulePolicy.builder().attempts(0).unlimited(true).build())
                .injectNull(0.3);
    }

    private static Arbitrary<UpdateStrategy> updates() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(HealthCheck.CHECKS, HealthCheck.TASK_STATES),
                        durations(0, 60))
                .as((parallel, canary, check, healthy) -> canary == 2
                        ? UpdateStrategy.builder()
                                .canary(canary)
                                .autoPromote(true)
                                .maxParallel(parallel)
                                .build()
                        : UpdateStrategy.builder()
                                .healthCheck(check)
                                .minHealthyTime(healthy)
                                .build())
                .injectNull(0.3);
    }

    private static Arbitrary<MigrateStrategy> migrations() {
        return Arbitraries.integers()
                .between(1, 4)
                .map(n -> MigrateStrategy.builder().maxParallel(n).build())
                .injectNull(0.3);
    }

    private static Arbitrary<DisconnectStrategy> disconnects(boolean mayStop) {
        return Combinators.combine(durations(1, 600), booleans(), Arbitraries.of(DisconnectStrategy.Reconcile.values()))
                .as((time, stop, reconcile) -> stop && mayStop
                        ? DisconnectStrategy.builder().stopOnClientAfter(time).build()
                        : DisconnectStrategy.builder()
                                .lostAfter(time)
                                .replace(false)
                                .reconcile(reconcile)
                                .build())
                .injectNull(0.5);
    }

    private static Arbitrary<EphemeralDisk> disks() {
        return Combinators.combine(Arbitraries.longs().between(101, 1_000), booleans(), booleans())
                .as((mib, sticky, migrate) -> EphemeralDisk.builder()
                        .sizeBytes(mib * MIB)
                        .sticky(sticky)
                        .migrate(migrate)
                        .build());
    }

    private static Arbitrary<List<NetworkRequest>> networks() {
        return Combinators.combine(
                        Arbitraries.of("", "host", "bridge", "cni/weave"),
                        Arbitraries.integers().between(1, 65_535),
                        Arbitraries.integers().between(-1, 9_000))
                .as((mode, number, to) -> NetworkRequest.builder()
                        .mode(mode)
                        .reservedPorts(
                                PortRequest.builder("admin").value(number).build())
                        .dynamicPorts(PortRequest.builder("http").to(to).build())
                        .build())
                .list()
                .ofMaxSize(1);
    }

    private static Arbitrary<ScalingPolicy> scalings() {
        return Arbitraries.longs()
                .between(20, 100)
                .map(max -> ScalingPolicy.builder()
                        .min(0L)
                        .max(max)
                        .policy(Map.of("cooldown", "1m"))
                        .build())
                .injectNull(0.6);
    }

    private static Arbitrary<Lifecycle> lifecycles() {
        return Combinators.combine(Arbitraries.of(Lifecycle.Hook.values()), booleans())
                .as((hook, sidecar) -> Lifecycle.builder(hook)
                        .sidecar(sidecar && hook != Lifecycle.Hook.POSTSTOP)
                        .build())
                .injectNull(0.5);
    }

    private static Arbitrary<List<Artifact>> artifacts() {
        return stringMaps()
                .map(options -> Artifact.builder("https://example.org/a.tar.gz")
                        .options(options)
                        .build())
                .list()
                .ofMaxSize(1);
    }

    private static Arbitrary<List<Template>> templates() {
        return Combinators.combine(
                        Arbitraries.of("restart", "noop"),
                        booleans(),
                        Arbitraries.integers().between(0, 65_535).injectNull(0.5))
                .as((mode, env, uid) -> Template.builder()
                        .embedded("{{ key }}")
                        .destPath("local/conf")
                        .changeMode(mode)
                        .envvars(env)
                        .uid(uid)
                        .build())
                .list()
                .ofMaxSize(1);
    }

    private static Arbitrary<PeriodicConfig> periodic() {
        return Combinators.combine(Arbitraries.of("*/15 * * * *", "@daily"), booleans())
                .as((cron, several) -> several
                        ? PeriodicConfig.builder()
                                .crons(cron)
                                .timeZone("Europe/Berlin")
                                .build()
                        : PeriodicConfig.builder()
                                .spec(cron)
                                .prohibitOverlap(true)
                                .build())
                .injectNull(0.6);
    }

    private static Arbitrary<ParameterizedConfig> parameterized() {
        return Arbitraries.of(ParameterizedConfig.PayloadRule.values())
                .map(rule -> ParameterizedConfig.builder()
                        .payload(rule)
                        .metaRequired("customer")
                        .metaOptional("colour")
                        .build())
                .injectNull(0.6);
    }

    private static Arbitrary<JobRevision> revisions() {
        return Builders.withBuilder(JobRevision::builder)
                .use(Arbitraries.longs().between(0, 1_000))
                .in((b, n) -> b.version(n).createIndex(n + 1).modifyIndex(n + 3).jobModifyIndex(n + 2))
                .use(Arbitraries.of(JobStatus.values()))
                .in(JobRevision.Builder::status)
                .use(booleans())
                .in(JobRevision.Builder::stable)
                .use(Arbitraries.longs().greaterOrEqual(0))
                .in(JobRevision.Builder::submitTimeNanos)
                .use(texts().map(name -> VersionTag.builder(name)
                                .description("kept")
                                .taggedTimeNanos(7)
                                .build())
                        .injectNull(0.7))
                .in(JobRevision.Builder::tag)
                .build(JobRevision.Builder::build);
    }

    private static Arbitrary<Payload> payloads() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Payload::of);
    }

    /** Returns JSON-like values as driver configurations hold them. */
    public static Arbitrary<Map<String, Object>> configs() {
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                texts().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().between(-1e6, 1e6).map(Object.class::cast),
                booleans().map(Object.class::cast));
        Arbitrary<Object> value = Arbitraries.oneOf(
                scalar.injectNull(0.1),
                scalar.list().ofMaxSize(3).map(Object.class::cast),
                Arbitraries.maps(names(), scalar).ofMaxSize(2).map(Object.class::cast));
        return Arbitraries.maps(names(), value).ofMaxSize(3);
    }

    private static Arbitrary<Extras> extras() {
        return texts().map(text -> Extras.named(Map.of("ForeignMember", text)))
                .optional(0.2)
                .map(extras -> extras.orElse(Extras.none()));
    }

    private static Arbitrary<SortedMap<String, String>> stringMaps() {
        return Arbitraries.maps(names(), texts()).ofMaxSize(2).map(TreeMap::new);
    }

    /** Returns names that are good for everything: 1 to 8 of a-z, 0-9 and dashes, beginning with a letter. */
    public static Arbitrary<String> names() {
        return Combinators.combine(
                        Arbitraries.chars().range('b', 'z'),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .numeric()
                                .withChars('-')
                                .ofMaxLength(7))
                .as((first, rest) -> first + rest);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("äß→😀\"\\\n".toCharArray())
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(JobArbitraries::isWellFormed);
    }

    /** A lone half of a pair cannot be written as UTF-8. */
    private static boolean isWellFormed(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    private static Arbitrary<Duration> durations(int lowSeconds, int highSeconds) {
        return Arbitraries.longs()
                .between(lowSeconds * 1_000_000_000L, highSeconds * 1_000_000_000L)
                .map(Duration::ofNanos);
    }

    private static Arbitrary<Boolean> booleans() {
        return Arbitraries.of(true, false);
    }

    private static <T> Arbitrary<List<T>> each(List<String> names, Function<String, Arbitrary<T>> element) {
        return Combinators.combine(names.stream().map(element).toList()).as(list -> list);
    }

    private static SortedMap<String, VolumeRequest> sorted(String key, VolumeRequest value) {
        SortedMap<String, VolumeRequest> map = new TreeMap<>();
        map.put(key, value);
        return map;
    }
}
