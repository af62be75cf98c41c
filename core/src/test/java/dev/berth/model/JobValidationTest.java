package dev.berth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row per rule: what is changed about a valid job, and the exact lines its author reads. */
class JobValidationTest {

    private static final String G = "taskGroups[app]";
    private static final String T = "taskGroups[app].tasks[main]";

    @Test
    void allProblemsAreReportedAtOnceInTheOrderOfTheComponents() {
        Job job = Job.builder("two words")
                .priority(0)
                .taskGroups(
                        TaskGroup.builder("app").count(-1).build(),
                        TaskGroup.builder("app")
                                .tasks(task().killTimeout(seconds(-1)).build())
                                .build())
                .build();

        assertThat(job.validate())
                .extracting(Problem::path)
                .containsExactly(
                        "id",
                        "priority",
                        "taskGroups",
                        "taskGroups[app].count",
                        "taskGroups[app].tasks",
                        "taskGroups[app].tasks[main].killTimeout");
    }

    @Test
    void aProblemSaysWhereWhatAndWhatToDo() {
        assertThat(Job.builder("web")
                        .taskGroups(group().count(-2).build())
                        .build()
                        .validate())
                .containsExactly(
                        new Problem("taskGroups[app].count", "-2", "It must not be negative.", "Use 0 or more."));
    }

    @Test
    void theLimitsOfTheHostReplaceTheDefaults() {
        Job job = Job.builder("web")
                .priority(200)
                .taskGroups(group().count(60_000).build())
                .build();
        JobLimits generous = JobLimits.defaults().toBuilder()
                .maxPriority(500)
                .maxTotalCount(100_000)
                .build();

        assertThat(job.validate()).extracting(Problem::path).containsExactly("priority", "taskGroups");
        assertThat(job.validate(generous)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "jobRules",
        "constraintRules",
        "groupRules",
        "policyRules",
        "networkRules",
        "taskRules",
        "resourceRules"
    })
    void everyRuleHasItsSentence(String rule, Job job, List<String> expected) {
        assertThat(job.validate()).extracting(Problem::toString).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> jobRules() {
        return Stream.of(
                job(
                        "id without spaces",
                        b -> b.key(JobKey.of("my web")),
                        "id (my web): It must contain neither spaces nor control characters. Use a dash instead."),
                job(
                        "namespace without slash",
                        b -> b.key(new JobKey("a/b", "web")),
                        "namespace (a/b): The namespace must not contain a slash. Use letters, digits and dashes."),
                job("name without NUL", b -> b.name("a\0"), "name (a\0): The name must not contain NUL. Remove it."),
                job(
                        "type of a user",
                        b -> b.type(JobType.CORE).taskGroups(group().build()),
                        "type (_core): This type is for the control plane's own work. Use one of: service, batch, system, sysbatch."),
                job("priority", b -> b.priority(101), "priority (101): It must be between 1 and 100. Lower it."),
                job(
                        "datacenters",
                        b -> b.datacenters("dc1", " "),
                        "datacenters[1] ( ): It must not be empty. Name a datacenter, or use \"*\" for all."),
                job(
                        "node pool",
                        b -> b.nodePool("a b"),
                        "nodePool (a b): A node pool's name has 1 to 128 letters, digits, dashes and underscores. Leave it out for the default pool."),
                job(
                        "groups",
                        b -> b.taskGroups(List.of()),
                        "taskGroups: The job has no task group. Add a group with at least one task."),
                job(
                        "group names",
                        b -> b.taskGroups(group().build(), group().build()),
                        "taskGroups (app): More than one task group has this name. Rename all but one of them."),
                job(
                        "total count",
                        b -> b.taskGroups(group().count(Integer.MAX_VALUE).build()),
                        "taskGroups (2147483647): The groups ask for more instances than a job may have (50000). Split the job or raise the limit."),
                job(
                        "payload",
                        b -> b.payload(Payload.of(new byte[16_385])),
                        "payload (16385 bytes): The payload exceeds the limit of 16384 bytes. Put it somewhere the task can fetch it from and dispatch its address."),
                job(
                        "update of a batch job",
                        b -> b.type(JobType.BATCH)
                                .update(UpdateStrategy.builder().canary(1).build()),
                        "update (batch): A batch job does not allow the update block, only service and system jobs do. Remove the block."),
                job(
                        "reschedule of a system job",
                        b -> b.type(JobType.SYSTEM)
                                .reschedule(ReschedulePolicy.builder().build()),
                        "reschedule (system): A system job does not allow the reschedule block, only service and batch jobs do. Remove the block."),
                job(
                        "migrate of a batch job",
                        b -> b.type(JobType.BATCH)
                                .migrate(MigrateStrategy.builder().build()),
                        "migrate (batch): A batch job does not allow the migrate block, only service jobs do. Remove the block."),
                job(
                        "affinity of a system job",
                        b -> b.type(JobType.SYSTEM).affinities(Affinity.of("${node.class}", "=", "a", 5)),
                        "affinities (system): A system job runs on every fitting node and has nothing to prefer. Remove them, or use constraints."),
                job(
                        "spread of a system job",
                        b -> b.type(JobType.SYSTEM)
                                .spreads(Spread.builder("${node.class}").build()),
                        "spreads (system): A system job runs on every fitting node and has nothing to prefer. Remove them, or use constraints."),
                job(
                        "periodic service",
                        b -> b.periodic(PeriodicConfig.builder().spec("@daily").build()),
                        "periodic (service): A service job cannot be periodic. Make it a batch or sysbatch job, or remove the block."),
                job(
                        "parameterized system job",
                        b -> b.type(JobType.SYSTEM)
                                .parameterized(ParameterizedConfig.builder().build()),
                        "parameterized (system): A system job cannot be parameterized. Make it a batch or sysbatch job, or remove the block."),
                periodic(
                        "spec type",
                        b -> b.spec("@daily").specType("quartz"),
                        "periodic.specType (quartz): It is not a known word. Use one of: cron."),
                periodic(
                        "time zone",
                        b -> b.spec("@daily").timeZone("Mars"),
                        "periodic.timeZone (Mars): There is no such time zone. Use an IANA name such as UTC or Europe/Berlin."),
                periodic(
                        "one or several",
                        b -> b.spec("@daily").crons("@hourly"),
                        "periodic.spec (@daily): One expression and a list of expressions exclude each other. Put all of them into crons."),
                periodic(
                        "none",
                        b -> b,
                        "periodic.crons: A periodic job needs at least one cron expression. Add one, such as \"*/15 * * * *\", or disable the block."),
                periodic(
                        "form",
                        b -> b.spec("every day"),
                        "periodic.spec (every day): It is not a cron expression. Use five fields (minute, hour, day of month, month, day of week), such as \"0 3 * * *\"."),
                job(
                        "meta keys",
                        b -> b.type(JobType.BATCH)
                                .parameterized(ParameterizedConfig.builder()
                                        .metaRequired("a")
                                        .metaOptional("a")
                                        .build()),
                        "parameterized.metaOptional (a): The key is required and optional at once. Remove it from one of the two."));
    }

    static Stream<Arguments> constraintRules() {
        return Stream.of(
                constraint(
                        "left",
                        "",
                        "=",
                        "a",
                        "constraints[0].left: It must not be empty. Name what to compare, such as ${attr.kernel.name}."),
                constraint(
                        "right",
                        "${node.class}",
                        "=",
                        "",
                        "constraints[0].right: It must not be empty. Say what to compare with."),
                constraint(
                        "target",
                        "${node.colour}",
                        "=",
                        "red",
                        "constraints[0].left (${node.colour}): There is no such target. Use ${attr.NAME}, ${meta.NAME}, ${device.NAME} or one of: ${node.unique.id}, ${node.unique.name}, ${node.datacenter}, ${node.class}, ${node.pool}, ${node.region}."),
                constraint(
                        "open target",
                        "${attr.a",
                        "=",
                        "red",
                        "constraints[0].left (${attr.a): There is no such target. Use ${attr.NAME}, ${meta.NAME}, ${device.NAME} or one of: ${node.unique.id}, ${node.unique.name}, ${node.datacenter}, ${node.class}, ${node.pool}, ${node.region}."),
                constraint(
                        "is_set",
                        "${attr.a}",
                        "is_set",
                        "1",
                        "constraints[0].right (1): The operand is_set takes no right side. Remove it, or use the operand =."),
                constraint(
                        "regexp",
                        "${attr.a}",
                        "regexp",
                        "(",
                        "constraints[0].right ((): It is not a regular expression: Unclosed group. Correct it."),
                constraint(
                        "version",
                        "${attr.a}",
                        "version",
                        ">= one",
                        "constraints[0].right (>= one): It is not a version condition. Write conditions like \">= 1.2, < 2.0\"."),
                constraint(
                        "semver",
                        "${attr.a}",
                        "semver",
                        "~> 1.2",
                        "constraints[0].right (~> 1.2): It is not a condition of Semantic Versioning. Write conditions like \">= 1.2.0, < 2.0.0\"; ~> is not allowed."),
                constraint(
                        "distinct_property",
                        "${meta.rack}",
                        "distinct_property",
                        "0",
                        "constraints[0].right (0): It must be how many allocations may share a value: a whole number of 1 or more. Leave it out for 1."),
                job(
                        "distinct in a combination",
                        b -> b.constraints(new Constraint.Not(Constraint.of("", "distinct_hosts", ""))),
                        "constraints[0].not.operand (distinct_hosts): It compares allocations, not nodes, and cannot be part of a combination. Move it to the constraints of the group or the job."),
                job(
                        "empty any",
                        b -> b.constraints(new Constraint.AnyOf(List.of())),
                        "constraints[0].anyOf: No node satisfies an empty list. Add a constraint."),
                task(
                        "distinct for a task",
                        b -> b.constraints(Constraint.of("", "distinct_hosts", "")),
                        T
                                + ".constraints[0].operand (distinct_hosts): It compares allocations of a group and makes no sense for a part of one. Move it to the constraints of the group or the job."),
                job(
                        "affinity weight",
                        b -> b.affinities(Affinity.of("${node.class}", "=", "a", 0)),
                        "affinities[0].weight (0): The weight must be between -100 and 100 and not 0. Use a positive weight to attract, a negative one to repel."),
                job(
                        "affinity operand",
                        b -> b.affinities(Affinity.of("", "distinct_hosts", "", 1)),
                        "affinities[0].operand (distinct_hosts): It compares allocations, not nodes, and cannot be a preference. Make it a constraint of the group."),
                job(
                        "spread attribute",
                        b -> b.spreads(Spread.builder("").build()),
                        "spreads[0].attribute: It must not be empty. Name what to spread over, such as ${node.datacenter}."),
                job(
                        "spread weight",
                        b -> b.spreads(Spread.builder("${node.class}").weight(0).build()),
                        "spreads[0].weight (0): It must be between 1 and 100. Raise it."),
                job(
                        "spread percentages",
                        b -> b.spreads(Spread.builder("${node.class}")
                                .targets(new SpreadTarget("a", 60), new SpreadTarget("b", 50))
                                .build()),
                        "spreads[0].targets (110): The percentages add up to more than 100. Lower some; what is left to 100 goes to the other values."),
                job(
                        "spread targets",
                        b -> b.spreads(Spread.builder("${node.class}")
                                .targets(new SpreadTarget("a", 10), new SpreadTarget("a", -1))
                                .build()),
                        "spreads[0].targets[a].percent (-1): It must be between 0 and 100. Raise it.",
                        "spreads[0].targets (a): More than one target has this name. Rename all but one of them."));
    }

    static Stream<Arguments> groupRules() {
        return Stream.of(
                group("name", b -> b.name(""), "taskGroups[0].name: It must not be empty. Name the group."),
                group("count", b -> b.count(-1), G + ".count (-1): It must not be negative. Use 0 or more."),
                job(
                        "count of a system job",
                        b -> b.type(JobType.SYSTEM).taskGroups(group().count(2).build()),
                        G + ".count (2): A system job runs at most one instance per node. Use 1, or 0 to run none."),
                group("tasks", b -> b.tasks(List.of()), G + ".tasks: The group has no task. Add at least one."),
                group(
                        "task names",
                        b -> b.tasks(task().build(), task().build()),
                        G + ".tasks (main): More than one task has this name. Rename all but one of them."),
                group(
                        "leaders",
                        b -> b.tasks(
                                task().leader(true).build(),
                                task().name("b").leader(true).build()),
                        G + ".tasks (2): Only one task can lead the group. Remove leader from the others."),
                group(
                        "main task",
                        b -> b.tasks(task().lifecycle(Lifecycle.builder(Lifecycle.Hook.PRESTART)
                                        .build())
                                .build()),
                        G
                                + ".tasks: All tasks have a lifecycle hook, so there is nothing that they accompany. Remove the lifecycle from the main task."),
                group(
                        "disk",
                        b -> b.ephemeralDisk(EphemeralDisk.builder()
                                        .sizeBytes(1 << 20)
                                        .build())
                                .tasks(task().logs(LogConfig.builder()
                                                .disabled(true)
                                                .build())
                                        .build()),
                        G
                                + ".ephemeralDisk.sizeBytes (1048576): A group needs a disk of at least 10 MiB (10485760 bytes). Raise it."),
                group(
                        "shutdown delay",
                        b -> b.shutdownDelay(seconds(-1)),
                        G + ".shutdownDelay (-1s): It must not be negative. Use 0s or more."),
                group(
                        "run duration of a service",
                        b -> b.maxRunDuration(seconds(9)),
                        G
                                + ".maxRunDuration (9s): A service job runs without end. Remove it, or make the job a batch or sysbatch job."),
                job(
                        "run duration",
                        b -> b.type(JobType.BATCH)
                                .taskGroups(group().maxRunDuration(seconds(0)).build()),
                        G + ".maxRunDuration (0s): It must be more than 0s. Raise or remove it."),
                volume(
                        "volume name",
                        VolumeRequest.builder("other").source("s").build(),
                        G
                                + ".volumes[data].name (other): The volume is listed under another name (data). Use the same name."),
                volume(
                        "volume type",
                        VolumeRequest.builder("data").source("s").type("nfs").build(),
                        G + ".volumes[data].type (nfs): It is not a known word. Use one of: host, csi."),
                volume(
                        "volume source",
                        VolumeRequest.builder("data").build(),
                        G
                                + ".volumes[data].source: It must not be empty. Name the volume that nodes or the plugin offer."),
                volume(
                        "csi volume",
                        VolumeRequest.builder("data").source("s").type("csi").build(),
                        G
                                + ".volumes[data].accessMode: It must not be empty. Use single-node-writer if nothing else is needed.",
                        G
                                + ".volumes[data].attachmentMode: It must not be empty. Use file-system if nothing else is needed."),
                group(
                        "scaling maximum",
                        b -> b.scaling(ScalingPolicy.builder().build()),
                        G + ".scaling.max: A scaling policy needs a highest count. Add max."),
                group(
                        "scaling bounds",
                        b -> b.count(1)
                                .scaling(ScalingPolicy.builder().min(3L).max(2L).build()),
                        G + ".scaling.max (2): The highest count is below the lowest (3). Raise max or lower min."),
                group(
                        "count and scaling",
                        b -> b.count(9)
                                .scaling(ScalingPolicy.builder().min(1L).max(2L).build()),
                        G
                                + ".scaling (9): The group's count is outside of the bounds 1 to 2. Change the count or the bounds."));
    }

    static Stream<Arguments> policyRules() {
        return Stream.of(
                update(
                        "max parallel",
                        b -> b.maxParallel(-1),
                        G + ".update.maxParallel (-1): It must not be negative. Use 0 or more."),
                update(
                        "canaries",
                        b -> b.canary(-1),
                        G + ".update.canary (-1): It must not be negative. Use 0 or more."),
                update(
                        "promotion",
                        b -> b.autoPromote(true),
                        G
                                + ".update.autoPromote (true): Without canaries there is nothing to promote. Set canary to 1 or more, or autoPromote to false."),
                update(
                        "stagger",
                        b -> b.stagger(seconds(0)),
                        G + ".update.stagger (0s): It must be more than 0s. Raise it."),
                update(
                        "healthy deadline",
                        b -> b.healthyDeadline(seconds(10)),
                        G
                                + ".update.healthyDeadline (10s): It must be longer than the minimum healthy time (10s). Raise it, or lower the minimum healthy time."),
                update(
                        "progress deadline",
                        b -> b.progressDeadline(seconds(300)),
                        G
                                + ".update.progressDeadline (5m): It must be longer than the healthy deadline (5m). Raise it, or set it to 0s to fail with the first unhealthy allocation."),
                job(
                        "canaries of a system job",
                        b -> b.type(JobType.SYSTEM)
                                .taskGroups(group().update(UpdateStrategy.builder()
                                                .canary(101)
                                                .build())
                                        .build()),
                        G
                                + ".update.canary (101): For a system job the canaries are a percentage of the nodes. Use 0 to 100."),
                group(
                        "migrate health",
                        b -> b.migrate(MigrateStrategy.builder()
                                .healthCheck(HealthCheck.MANUAL)
                                .build()),
                        G
                                + ".migrate.healthCheck (manual): A drain cannot wait for somebody to say that an allocation is healthy. Use one of: checks, task_states."),
                restart(
                        "attempts",
                        b -> b.attempts(-1),
                        G + ".restart.attempts (-1): It must not be negative. Use 0 or more."),
                restart(
                        "mode",
                        b -> b.attempts(0).mode(RestartPolicy.Mode.DELAY),
                        G
                                + ".restart.mode (delay): Without attempts a task cannot wait for the next interval. Use mode fail, or 1 attempt or more."),
                restart(
                        "interval",
                        b -> b.interval(seconds(4)),
                        G + ".restart.interval (4s): The interval must be at least 5s. Raise it."),
                restart(
                        "attempts in an interval",
                        b -> b.attempts(3).delay(seconds(15)).interval(seconds(44)),
                        G
                                + ".restart.attempts (3): So many restarts, 15s apart, do not fit into an interval of 44s. Lower the attempts or the delay, or raise the interval."),
                reschedule(
                        "both",
                        b -> b.attempts(1).unlimited(true),
                        G
                                + ".reschedule.attempts (1): Limited and unlimited attempts exclude each other. Set attempts to 0 or unlimited to false."),
                reschedule(
                        "delay",
                        b -> b.delay(seconds(4)),
                        G + ".reschedule.delay (4s): The delay must be at least 5s. Raise it."),
                reschedule(
                        "max delay",
                        b -> b.maxDelay(seconds(29)),
                        G
                                + ".reschedule.maxDelay (29s): The longest delay is shorter than the first (30s). Raise it, or use a constant delay."),
                reschedule(
                        "interval",
                        b -> b.attempts(1).interval(seconds(14)),
                        G
                                + ".reschedule.interval (14s): Limited attempts need an interval of at least 15s. Raise it, or make the attempts unlimited."),
                reschedule(
                        "attempts in an interval",
                        b -> b.attempts(4).delay(seconds(30)).interval(seconds(449)),
                        G
                                + ".reschedule.attempts (4): So many attempts, a first delay of 30s and exponential growth do not fit into an interval of 7m29s. Lower the attempts or the delay, or raise the interval."),
                reschedule(
                        "attempts that just fit",
                        b -> b.attempts(4).delay(seconds(30)).interval(seconds(450))),
                reschedule(
                        "fibonacci attempts",
                        b -> b.attempts(4)
                                .delay(seconds(30))
                                .delayFunction(ReschedulePolicy.DelayFunction.FIBONACCI)
                                .interval(seconds(209)),
                        G
                                + ".reschedule.attempts (4): So many attempts, a first delay of 30s and fibonacci growth do not fit into an interval of 3m29s. Lower the attempts or the delay, or raise the interval."),
                group(
                        "disconnect",
                        b -> b.disconnect(DisconnectStrategy.builder()
                                .lostAfter(seconds(1))
                                .stopOnClientAfter(seconds(1))
                                .build()),
                        G
                                + ".disconnect.stopOnClientAfter (1s): An allocation cannot be kept as unknown and be stopped by its node. Remove either lostAfter or stopOnClientAfter."));
    }

    static Stream<Arguments> networkRules() {
        return Stream.of(
                group(
                        "networks",
                        b -> b.networks(
                                NetworkRequest.builder().build(),
                                NetworkRequest.builder().build()),
                        G + ".networks (2): A group has one network at most. Put all ports into one network."),
                network(
                        "mode",
                        b -> b.mode("vpn"),
                        "mode (vpn): It is not a known word. Use one of: host, bridge, none, cni/NAME."),
                network(
                        "labels",
                        b -> b.dynamicPorts(port("http", 0), port("http", 0)),
                        "dynamicPorts[http].label (http): Another port of the group has the same label. Rename one of them."),
                network(
                        "static port",
                        b -> b.reservedPorts(port("http", 65_536)),
                        "reservedPorts[http].value (65536): It must be between 1 and 65535. Lower it."),
                network(
                        "static ports",
                        b -> b.reservedPorts(port("a", 80), port("b", 80)),
                        "reservedPorts[b].value (80): The port a of this group has the same number on the network default. Change one of them, or put it on another host network."),
                network(
                        "static ports on two networks",
                        b -> b.reservedPorts(
                                port("a", 80),
                                port("b", 80).toBuilder().hostNetwork("lan").build())),
                network(
                        "dynamic port",
                        b -> b.dynamicPorts(port("http", 80)),
                        "dynamicPorts[http].value (80): The scheduler picks the number of a dynamic port. Make it a static port, or remove the number."),
                network(
                        "mapped port",
                        b -> b.dynamicPorts(port("http", 0).toBuilder().to(-2).build()),
                        "dynamicPorts[http].to (-2): It must be between -1 and 65535. Raise it."),
                service(
                        "port label",
                        b -> b.portLabel("http"),
                        "portLabel (http): The group has no port with this label. Add it to the group's network, or correct the label."),
                service(
                        "task",
                        b -> b.taskName("other"),
                        "taskName (other): The group has no such task. Use the name of one of its tasks."),
                service(
                        "address mode",
                        b -> b.addressMode("dns"),
                        "addressMode (dns): It is not a known word. Use one of: auto, host, driver, alloc, alloc_ipv6."),
                service(
                        "check",
                        b -> b.portLabel("80")
                                .checks(Check.builder("http")
                                        .interval(seconds(1))
                                        .build()),
                        "checks[0].timeout (0s): A check needs an interval and a timeout of at least 1s. Raise it.",
                        "checks[0].path: It must not be empty. Name the path to ask for, such as /health."),
                service(
                        "check without port",
                        b -> b.checks(Check.builder("tcp")
                                .interval(seconds(1))
                                .timeout(seconds(1))
                                .build()),
                        "checks[0].portLabel: A tcp check needs a port and neither it nor its service has one. Set the port of the service."),
                service(
                        "check type",
                        b -> b.portLabel("80")
                                .checks(Check.builder("icmp")
                                        .interval(seconds(1))
                                        .timeout(seconds(1))
                                        .build()),
                        "checks[0].type (icmp): It is not a known word. Use one of: http, tcp, script, grpc."));
    }

    static Stream<Arguments> taskRules() {
        return Stream.of(
                task("name", b -> b.name(""), G + ".tasks[0].name: It must not be empty. Name the task."),
                task(
                        "slash",
                        b -> b.name("a/b"),
                        G
                                + ".tasks[a/b].name (a/b): The name of a task is the name of a directory: it must contain neither a slash nor NUL. Use a dash instead."),
                task(
                        "reserved name",
                        b -> b.name("alloc"),
                        G
                                + ".tasks[alloc].name (alloc): This name is taken by the directory that the tasks share. Choose another one."),
                task(
                        "driver",
                        b -> b.driver(""),
                        T + ".driver: It must not be empty. Name the driver that runs the task, such as docker."),
                task(
                        "environment",
                        b -> b.env(new TreeMap<>(Map.of("a=b", "c"))),
                        T + ".env (a=b): It is not a name for an environment variable. Use a name without = and NUL."),
                task(
                        "kill timeout",
                        b -> b.killTimeout(seconds(601)),
                        T
                                + ".killTimeout (10m1s): Stopping the task may take longer than the progress deadline of an update (10m). Lower it, or raise the progress deadline."),
                group(
                        "sidecar",
                        b -> b.tasks(
                                task().build(),
                                task().name("b")
                                        .lifecycle(Lifecycle.builder(Lifecycle.Hook.POSTSTOP)
                                                .sidecar(true)
                                                .build())
                                        .build()),
                        G
                                + ".tasks[b].lifecycle.sidecar (true): A poststop task runs after the main tasks and cannot be their sidecar. Set sidecar to false."),
                task(
                        "log files",
                        b -> b.logs(LogConfig.builder().maxFiles(0).build()),
                        T + ".logs.maxFiles (0): At least one file is needed. Use 1 or more."),
                task(
                        "log size",
                        b -> b.logs(LogConfig.builder().maxFileSizeBytes(1).build()),
                        T + ".logs.maxFileSizeBytes (1): A log file needs at least 1 MiB (1048576 bytes). Raise it."),
                task(
                        "logs on disk",
                        b -> b.logs(LogConfig.builder().maxFiles(30).build()),
                        T
                                + ".logs.maxFileSizeBytes (10485760): 30 log files of this size do not fit on the group's disk (314572800 bytes). Lower the size or the number of files, or raise ephemeralDisk.sizeBytes."),
                task(
                        "mount",
                        b -> b.volumeMounts(VolumeMount.builder("data", "")
                                .propagationMode("shared")
                                .build()),
                        T
                                + ".volumeMounts[data].volume (data): The group has no such volume. Add it to the volumes of the group.",
                        T + ".volumeMounts[data].destination: It must not be empty. Say where the task sees it.",
                        T
                                + ".volumeMounts[data].propagationMode (shared): It is not a known word. Use one of: private, host-to-task, bidirectional."),
                task(
                        "artifact",
                        b -> b.artifacts(Artifact.builder("")
                                .mode("zip")
                                .destination("a/../../b")
                                .build()),
                        T + ".artifacts[0].source: It must not be empty. Say where to fetch it.",
                        T + ".artifacts[0].mode (zip): It is not a known word. Use one of: any, dir, file.",
                        T
                                + ".artifacts[0].destination (a/../../b): The path leads out of the task's directory. Use a path without \"..\" that begins inside of it."),
                template(
                        "source",
                        b -> b.embedded(""),
                        "sourcePath: A template is either a file or embedded in the job. Set exactly one of sourcePath and embedded."),
                template(
                        "destination",
                        b -> b.destPath(""),
                        "destPath: It must not be empty. Say where the result goes."),
                template(
                        "change mode",
                        b -> b.changeMode("reload"),
                        "changeMode (reload): It is not a known word. Use one of: restart, signal, script, noop."),
                template(
                        "signal",
                        b -> b.changeMode("signal"),
                        "changeSignal: The change mode signal needs a signal. Set changeSignal, such as SIGHUP."),
                template(
                        "script",
                        b -> b.changeMode("script"),
                        "changeScript: The change mode script needs a script. Set changeScript."),
                template(
                        "permissions",
                        b -> b.perms("rw-"),
                        "perms (rw-): It is not an octal file mode. Use three or four digits from 0 to 7, such as 0644."),
                template(
                        "wait",
                        b -> b.waitFor(TemplateWait.builder()
                                .min(seconds(9))
                                .max(seconds(8))
                                .build()),
                        "waitFor.max (8s): The longest wait is shorter than the shortest (9s). Raise it, or lower min."),
                task(
                        "dispatch payload",
                        b -> b.dispatchPayload(DispatchPayload.builder("").build()),
                        T + ".dispatchPayload.file: It must not be empty. Say where to put the payload."));
    }

    static Stream<Arguments> resourceRules() {
        return Stream.of(
                resources(
                        "cpu",
                        b -> b.cpu(0),
                        "cpu (0): A task needs at least 1 unit of cpu. Raise it, or ask for cores."),
                resources(
                        "cpu and cores",
                        b -> b.cpu(5).cores(2),
                        "cpu (5): A task asks either for cpu or for whole cores (2). Remove one of them."),
                resources("cores", b -> b.cpu(5).cores(-1), "cores (-1): It must not be negative. Use 0 or more."),
                resources(
                        "memory",
                        b -> b.memoryBytes(1),
                        "memoryBytes (1): A task needs at least 10 MiB of memory (10485760 bytes). Raise it."),
                resources(
                        "memory max",
                        b -> b.memoryMaxBytes(1),
                        "memoryMaxBytes (1): It is below the memory that is reserved (314572800 bytes). Raise it, remove it, or use -1 for no limit."),
                resources("unlimited memory", b -> b.memoryMaxBytes(TaskResources.UNLIMITED)),
                resources(
                        "custom",
                        b -> b.custom(Resources.of(1, 0, 0)),
                        "custom (cpu): This dimension is predefined. Use the component of that name."),
                resources(
                        "disk",
                        b -> b.extras(Extras.named(Map.of("DiskMB", 5L))),
                        "extras[DiskMB] (5): A task has no disk of its own. Use the group's ephemeralDisk."),
                resources(
                        "device",
                        b -> b.devices(DeviceRequest.builder("a/b/c/d").count(0).build()),
                        "devices[a/b/c/d].name (a/b/c/d): It is not the kind of a device. Use type, vendor/type or vendor/type/model.",
                        "devices[a/b/c/d].count (0): At least one is needed. Use 1 or more."),
                resources(
                        "numa",
                        b -> b.numa(NumaRequest.builder().devices("gpu").build()),
                        "numa.devices (gpu): The task does not ask for such a device. Use the name of one of its devices."));
    }

    private static Arguments job(String rule, UnaryOperator<Job.Builder> change, String... expected) {
        Job job = change.apply(Job.builder("web").taskGroups(group().build())).build();
        return arguments(rule, job, List.of(expected));
    }

    private static Arguments periodic(String rule, UnaryOperator<PeriodicConfig.Builder> change, String... expected) {
        PeriodicConfig periodic = change.apply(PeriodicConfig.builder()).build();
        return job("periodic: " + rule, b -> b.type(JobType.BATCH).periodic(periodic), expected);
    }

    private static Arguments constraint(String rule, String left, String operand, String right, String... expected) {
        return job("constraint: " + rule, b -> b.constraints(Constraint.of(left, operand, right)), expected);
    }

    private static Arguments group(String rule, UnaryOperator<TaskGroup.Builder> change, String... expected) {
        return job(rule, b -> b.taskGroups(change.apply(group()).build()), expected);
    }

    private static Arguments volume(String rule, VolumeRequest volume, String... expected) {
        return group(rule, b -> b.volumes(new TreeMap<>(Map.of("data", volume))), expected);
    }

    private static Arguments update(String rule, UnaryOperator<UpdateStrategy.Builder> change, String... expected) {
        return group(
                "update: " + rule,
                b -> b.update(change.apply(UpdateStrategy.builder()).build()),
                expected);
    }

    private static Arguments restart(String rule, UnaryOperator<RestartPolicy.Builder> change, String... expected) {
        RestartPolicy policy = change.apply(RestartPolicy.builder()).build();
        RestartPolicy complete = RestartPolicy.defaultsFor(JobType.SERVICE);
        return group(
                "restart: " + rule,
                b -> b.restart(policy).tasks(task().restart(complete).build()),
                expected);
    }

    private static Arguments reschedule(
            String rule, UnaryOperator<ReschedulePolicy.Builder> change, String... expected) {
        return group(
                "reschedule: " + rule,
                b -> b.reschedule(change.apply(ReschedulePolicy.builder()).build()),
                expected);
    }

    private static Arguments network(String rule, UnaryOperator<NetworkRequest.Builder> change, String... expected) {
        NetworkRequest network = change.apply(NetworkRequest.builder()).build();
        return group("network: " + rule, b -> b.networks(network), under(G + ".networks[0].", expected));
    }

    private static Arguments service(String rule, UnaryOperator<Service.Builder> change, String... expected) {
        Service service = change.apply(Service.builder().name("api")).build();
        return group("service: " + rule, b -> b.services(service), under(G + ".services[api].", expected));
    }

    private static Arguments task(String rule, UnaryOperator<Task.Builder> change, String... expected) {
        return group("task: " + rule, b -> b.tasks(change.apply(task()).build()), expected);
    }

    private static Arguments template(String rule, UnaryOperator<Template.Builder> change, String... expected) {
        Template template = change.apply(Template.builder().embedded("x").destPath("local/x"))
                .build();
        return task("template: " + rule, b -> b.templates(template), under(T + ".templates[0].", expected));
    }

    private static Arguments resources(String rule, UnaryOperator<TaskResources.Builder> change, String... expected) {
        TaskResources resources = change.apply(TaskResources.builder()).build();
        return task("resources: " + rule, b -> b.resources(resources), under(T + ".resources.", expected));
    }

    private static String[] under(String path, String... lines) {
        return Stream.of(lines).map(line -> path + line).toArray(String[]::new);
    }

    private static PortRequest port(String label, int value) {
        return PortRequest.builder(label).value(value).build();
    }

    private static TaskGroup.Builder group() {
        return TaskGroup.builder("app").tasks(task().build());
    }

    private static Task.Builder task() {
        return Task.builder("main", "raw_exec");
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
