package dev.berth.agent;

import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.Timer;
import dev.berth.driver.mock.MockDriver;
import dev.berth.driver.mock.MockWorld;
import dev.berth.host.AllocationUpdate;
import dev.berth.host.Cancellable;
import dev.berth.host.IdSource;
import dev.berth.host.Storage;
import dev.berth.host.TimeSource;
import dev.berth.model.AllocatedResources;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobType;
import dev.berth.model.NodeId;
import dev.berth.model.Task;
import dev.berth.model.TaskEvent;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskState;
import dev.berth.testkit.ManualTime;
import dev.berth.testkit.TearingStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A node agent with a mock driver and a fake control plane, in a world of one thread and manual time, whose process can be
 * killed and started again.
 */
final class AgentHarness {
    final ManualTime time = new ManualTime();
    final MockWorld machine = new MockWorld(timerOf(time));
    final FakeControlPlane servers = new FakeControlPlane(time);
    private final Path directory;
    private UnaryOperator<NodeAgent.Builder> customize = builder -> builder;
    private TearingStorage disk = TearingStorage.reliable();
    private Process process;
    private MockDriver driver;
    private NodeAgent agent;
    private long ids;

    AgentHarness(Path directory) {
        this.directory = directory;
        boot();
    }

    AgentHarness(Path directory, UnaryOperator<NodeAgent.Builder> customize, TearingStorage disk) {
        this.directory = directory;
        this.customize = customize;
        this.disk = disk;
        boot();
    }

    static AgentHarness with(Path directory, UnaryOperator<NodeAgent.Builder> customize) {
        return new AgentHarness(directory, customize, TearingStorage.reliable());
    }

    /** An agent whose first process dies in this change of the disk. */
    static AgentHarness dyingIn(Path directory, long lastDiskOperation) {
        return new AgentHarness(directory, lastDiskOperation);
    }

    private AgentHarness(Path directory, long lastDiskOperation) {
        this.directory = directory;
        boot(lastDiskOperation);
    }

    // ---- the process

    /** Starts an agent in a new process, on what the disk holds. */
    void boot() {
        boot(Long.MAX_VALUE);
    }

    /** The same, and the process will die in this change of the disk. */
    void boot(long lastDiskOperation) {
        Process starting = new Process(time, disk);
        starting.dieInDiskOperation(lastDiskOperation);
        process = starting;
        driver = new MockDriver(machine);
        starting.enter(() -> {
            agent = customize
                    .apply(NodeAgent.builder()
                            .gateway(servers)
                            .drivers(driver)
                            .dataDirectory(directory)
                            .storage(starting.storage())
                            .time(starting.time())
                            .executor(starting)
                            .ids(IdSource.seeded(ids++))
                            .fingerprinters(List.of())
                            .name("node-1"))
                    .build();
            agent.start();
        });
    }

    /** Kills the process at this instruction; tasks go on. */
    void kill() {
        kill(TearingStorage.Unforced.LOST);
    }

    /** The same, with what a crash keeps of that which was not forced to the disk. */
    void kill(TearingStorage.Unforced unforced) {
        process.kill();
        driver.close();
        disk = disk.afterCrash(unforced);
    }

    long diskOperations() {
        return process.diskOperations();
    }

    /** Kills it if it is not dead already, and starts another on what is left. */
    void restart() {
        kill();
        boot();
    }

    /** Closes the agent, as its host does on a normal end. */
    void close() {
        process.enter(agent::close);
    }

    /** Calls the agent from within its process. */
    void enter(Runnable step) {
        process.enter(step);
    }

    boolean isDead() {
        return process.isDead();
    }

    NodeAgent agent() {
        return agent;
    }

    TearingStorage disk() {
        return disk;
    }

    void disk(TearingStorage replacement) {
        disk = replacement;
    }

    void advance(Duration duration) {
        time.advance(duration);
    }

    void seconds(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    // ---- jobs

    Allocation place(Allocation allocation) {
        servers.place(allocation);
        return allocation;
    }

    Allocation place(JobType type, Task... tasks) {
        return place(allocation(type, tasks));
    }

    Allocation allocation(JobType type, Task... tasks) {
        return allocation(type, UnaryOperator.identity(), tasks);
    }

    Allocation allocation(JobType type, UnaryOperator<TaskGroup.Builder> group, Task... tasks) {
        TaskGroup built =
                group.apply(TaskGroup.builder("group").tasks(List.of(tasks))).build();
        Job job = Job.builder("job").type(type).taskGroups(List.of(built)).build();
        return Allocation.builder(AllocationId.of(new UUID(0x4000L, ++ids)), job, "group", 0)
                .evaluationId(EvaluationId.of(new UUID(0x4000L, 1)))
                .nodeId(nodeId())
                .resources(AllocatedResources.of(built))
                .createTimeNanos(time.epochNanos())
                .build();
    }

    static Task.Builder task(String name) {
        return Task.builder(name, "mock");
    }

    NodeId nodeId() {
        return agent.nodeId();
    }

    // ---- what became of it

    TaskState state(Allocation allocation, String task) {
        return said(allocation).taskStates().get(task);
    }

    ClientStatus status(Allocation allocation) {
        return said(allocation).clientStatus();
    }

    AllocationUpdate said(Allocation allocation) {
        AllocationUpdate update = servers.belief(allocation.id());
        if (update == null) {
            throw new AssertionError("Nothing was said about " + allocation.id());
        }
        return update;
    }

    List<String> events(Allocation allocation, String task) {
        return state(allocation, task).events().stream()
                .map(event -> event.type().word())
                .toList();
    }

    List<TaskEvent> eventsInFull(Allocation allocation, String task) {
        return state(allocation, task).events();
    }

    /** Returns the number of the first run of a task that came to life. */
    int runOf(Allocation allocation, String task) {
        return launches().stream()
                .filter(key -> key.allocationId().equals(allocation.id().toUuid())
                        && key.taskName().equals(task))
                .mapToInt(TaskKey::run)
                .min()
                .orElse(-1);
    }

    /** Returns the names of the tasks that run on the machine, in the order of their starts. */
    List<String> running() {
        return machine.running().stream().map(TaskKey::taskName).toList();
    }

    List<TaskKey> launches() {
        return machine.launches().stream().map(TaskLaunch::key).toList();
    }

    static TaskKey key(Allocation allocation, String task, int run) {
        return new TaskKey(allocation.id().toUuid(), task, run);
    }

    private static Timer timerOf(TimeSource time) {
        return new Timer() {
            @Override
            public Instant now() {
                return Instant.ofEpochSecond(0, time.epochNanos());
            }

            @Override
            public Cancellation schedule(Duration delay, Runnable task) {
                Cancellable scheduled = time.schedule(delay, task);
                return scheduled::cancel;
            }
        };
    }

    /** Returns a storage on the disk, for a look inside. */
    Storage storage() {
        return disk;
    }
}
