package dev.berth.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.agent.RestartTracker;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.host.StorageFile;
import dev.berth.model.AllocatedResources;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobType;
import dev.berth.model.NodeId;
import dev.berth.model.Task;
import dev.berth.model.TaskEvent;
import dev.berth.model.TaskEventType;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskState;
import dev.berth.testkit.TearingStorage;
import dev.berth.testkit.TearingStorage.Unforced;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentStoreTest {
    private static final AllocationId ID = AllocationId.of(new UUID(7, 8));

    private final List<String> reports = new ArrayList<>();

    @Test
    void everyRecordIsReadBackAsItWasWritten() throws IOException {
        TearingStorage disk = TearingStorage.reliable();
        AgentStore store = open(disk);
        NodeRecord node = new NodeRecord(NodeId.of(new UUID(1, 2)), "a secret of 32 characters, or so.", 3, 44);
        LocalRecord local = new LocalRecord(List.of("artifacts", "volumes"), false, 17, "d-1", "no contact");
        Allocation allocation = allocation();
        TaskRecord task = task(4, TaskRecord.Phase.RUNNING);

        store.write(node);
        store.write(allocation);
        store.write(ID, local);
        store.write(ID, task);
        AgentStore.Contents contents = open(disk.afterCrash(Unforced.LOST)).load();

        assertThat(contents.node()).isEqualTo(node);
        assertThat(contents.allocations())
                .containsExactly(new AgentStore.Kept(
                        allocation,
                        local,
                        new TreeMap<>(Map.of(AgentStore.nameOf(ID, "web"), new AgentStore.KeptTask(task, false)))));
        assertThat(contents.orphans()).isEmpty();
        assertThat(reports).isEmpty();
    }

    @Test
    void anEmptyStoreHoldsNothing() throws IOException {
        AgentStore.Contents contents = open(TearingStorage.reliable()).load();

        assertThat(contents.node()).isNull();
        assertThat(contents.allocations()).isEmpty();
    }

    @Test
    void aCrashAnywhereInAWriteLeavesTheRecordBeforeOrTheNewOne() throws IOException {
        TearingStorage measured = TearingStorage.reliable();
        write(open(measured), 1, 2);
        long units = measured.unitsSpent();

        for (long unit = 1; unit < units; unit++) {
            TearingStorage disk = TearingStorage.crashingAfter(unit);
            int written = writeUntilCrash(open(disk), 5);
            for (Unforced unforced : Unforced.values()) {
                TaskRecord found = onlyTask(disk.afterCrash(unforced));
                assertThat(found == null ? 0 : found.run())
                        .as("crash after %s units, %s", unit, unforced)
                        .isBetween(written, written + 1);
            }
        }
    }

    @Test
    void aDamagedFileIsReportedAndTheRecordBeforeIsUsed() throws IOException {
        TearingStorage disk = TearingStorage.reliable();
        write(open(disk), 1, 2);
        String newest = "task-" + new TaskKey(ID.toUuid(), "web", 0) + ".b";

        damage(disk, newest);
        AgentStore.KeptTask found = open(disk).tasksOf(ID).get(AgentStore.nameOf(ID, "web"));

        assertThat(found.record().run()).isEqualTo(1);
        assertThat(found.damaged()).isTrue();
        assertThat(reports).singleElement().asString().contains("damaged").contains("web");
    }

    @Test
    void whenBothFilesAreDamagedTheTaskIsKnownToBeUnknown() throws IOException {
        TearingStorage disk = TearingStorage.reliable();
        write(open(disk), 1, 2);
        damage(disk, "task-" + new TaskKey(ID.toUuid(), "web", 0) + ".a");
        damage(disk, "task-" + new TaskKey(ID.toUuid(), "web", 0) + ".b");

        AgentStore.KeptTask found = open(disk).tasksOf(ID).get(AgentStore.nameOf(ID, "web"));

        assertThat(found).isEqualTo(new AgentStore.KeptTask(null, true));
    }

    @Test
    void aRecordIsNotOverwrittenByOneThatWasReadBeforeIt() throws IOException {
        TearingStorage disk = TearingStorage.reliable();
        write(open(disk), 1, 2);

        AgentStore later = open(disk);
        later.load();
        later.write(ID, task(3, TaskRecord.Phase.RUNNING));

        assertThat(onlyTask(disk).run()).isEqualTo(3);
    }

    @Test
    void removalLeavesOrphansRatherThanAnAllocationThatSeemsNew() throws IOException {
        TearingStorage measured = TearingStorage.reliable();
        AgentStore store = open(measured);
        store.write(allocation());
        store.write(ID, task(1, TaskRecord.Phase.RUNNING));
        long before = measured.unitsSpent();
        store.remove(ID);
        long after = measured.unitsSpent();
        assertThat(measured.list()).isEmpty();

        for (long unit = before; unit < after; unit++) {
            TearingStorage disk = TearingStorage.crashingAfter(unit);
            AgentStore crashing = open(disk);
            crashing.write(allocation());
            crashing.write(ID, task(1, TaskRecord.Phase.RUNNING));
            assertThatThrownBy(() -> crashing.remove(ID)).isInstanceOf(IOException.class);

            for (Unforced unforced : Unforced.values()) {
                AgentStore.Contents contents = open(disk.afterCrash(unforced)).load();
                contents.allocations().forEach(kept -> assertThat(kept.tasks()).isNotEmpty());
            }
        }
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        TearingStorage disk = TearingStorage.reliable();
        disk.open("notes.txt").close();
        disk.open("alloc-not-an-id.a").close();

        AgentStore.Contents contents = open(disk).load();

        assertThat(contents.allocations()).isEmpty();
        assertThat(disk.list()).containsExactly("alloc-not-an-id.a", "notes.txt");
    }

    private AgentStore open(TearingStorage disk) {
        return new AgentStore(disk, reports::add);
    }

    private static void write(AgentStore store, int... runs) throws IOException {
        for (int run : runs) {
            store.write(ID, task(run, TaskRecord.Phase.STARTING));
        }
    }

    private static int writeUntilCrash(AgentStore store, int most) {
        for (int run = 1; run <= most; run++) {
            try {
                store.write(ID, task(run, TaskRecord.Phase.STARTING));
            } catch (IOException e) {
                return run - 1;
            }
        }
        throw new AssertionError("No crash");
    }

    private TaskRecord onlyTask(TearingStorage disk) throws IOException {
        var tasks = open(disk).tasksOf(ID);
        return tasks.isEmpty() ? null : tasks.get(tasks.firstKey()).record();
    }

    private static void damage(TearingStorage disk, String name) throws IOException {
        try (StorageFile file = disk.open(name)) {
            file.write(file.size() / 2, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        }
    }

    private static TaskRecord task(int run, TaskRecord.Phase phase) {
        TaskState state = TaskState.builder()
                .state(TaskState.State.RUNNING)
                .restarts(2)
                .startedAtNanos(55)
                .events(List.of(TaskEvent.builder(TaskEventType.TERMINATED, 54)
                        .message("Exit code 3")
                        .exitCode(3)
                        .details(Map.of("oom_killed", "false"))
                        .build()))
                .build();
        var key = new TaskKey(ID.toUuid(), "web", run);
        return new TaskRecord(
                "web",
                phase,
                run,
                new TaskHandle("mock", key, 1, "pid 7"),
                false,
                new RestartTracker.Window(2, 50),
                60,
                state);
    }

    private static Allocation allocation() {
        TaskGroup group = TaskGroup.builder("group")
                .tasks(List.of(Task.builder("web", "mock").build()))
                .build();
        Job job = Job.builder("job")
                .type(JobType.SERVICE)
                .taskGroups(List.of(group))
                .build();
        return Allocation.builder(ID, job, "group", 0)
                .nodeId(NodeId.of(new UUID(1, 2)))
                .evaluationId(EvaluationId.of(new UUID(3, 4)))
                .resources(AllocatedResources.of(group))
                .build();
    }
}
