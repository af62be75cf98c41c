package dev.berth.agent.internal;

import dev.berth.driver.TaskKey;
import dev.berth.host.Storage;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.state.internal.codec.AllocationCodecs;
import dev.berth.state.internal.codec.CodecException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an agent keeps over its own end: who the node is, its allocations, and for each task what was intended and what
 * became of it. Each record is a {@link DoubleSlot} and durable when its write returns:
 *
 * <pre>
 * {@code node                     NodeRecord}
 * {@code alloc-<id>               the allocation as the control plane sent it last}
 * {@code local-<id>               LocalRecord}
 * {@code task-<id>_<task>_0       TaskRecord}
 * </pre>
 *
 * <p>A record that cannot be read is reported and counts as missing; what its task may have started is found by asking the
 * driver. Removal takes the allocation first, so that a crash in it leaves tasks without allocation, which are cleaned up,
 * and never an allocation that seems to have no tasks yet.
 *
 * <p><b>Thread-safety:</b> safe for records of different allocations; those of one are confined to its lane. Methods block
 * on the disk.
 */
public final class AgentStore {
    private static final String NODE = "node";
    private static final String ALLOCATION = "alloc-";
    private static final String LOCAL = "local-";
    private static final String TASK = "task-";
    private static final int ID_LENGTH = 36;

    private final Storage storage;
    private final Consumer<String> reports;
    private final Map<String, DoubleSlot> slots = Collections.synchronizedMap(new HashMap<>());

    /**
     * Opens a store; reads nothing yet.
     *
     * @param reports gets one sentence for each record that cannot be read
     */
    public AgentStore(Storage storage, Consumer<String> reports) {
        this.storage = storage;
        this.reports = reports;
    }

    /**
     * What is known of a task.
     *
     * @param record the newest whole record; {@code null} when there is none
     * @param damaged a file of it could not be read, so that a newer one may have been there
     */
    record KeptTask(@Nullable TaskRecord record, boolean damaged) {}

    /** What is known of an allocation. */
    record Kept(Allocation allocation, LocalRecord local, SortedMap<String, KeptTask> tasks) {}

    /**
     * Everything that was found.
     *
     * @param orphans tasks, by {@link #nameOf} their record, that belong to allocations whose own record is gone: their removal was under way, or it is damaged
     */
    record Contents(
            @Nullable NodeRecord node,
            List<Kept> allocations,
            SortedMap<AllocationId, SortedMap<String, KeptTask>> orphans) {}

    /** Reads all records. */
    Contents load() throws IOException {
        List<String> files = storage.list();
        NodeRecord node = null;
        var ids = new TreeSet<AllocationId>();
        for (String name : names(files)) {
            if (name.equals(NODE)) {
                node = read(name, files, RecordFormat::node).value();
            } else {
                AllocationId id = idOf(name);
                if (id != null) {
                    ids.add(id);
                }
            }
        }
        var allocations = new ArrayList<Kept>();
        var orphans = new TreeMap<AllocationId, SortedMap<String, KeptTask>>();
        for (AllocationId id : ids) {
            load(id, files, allocations, orphans);
        }
        return new Contents(node, allocations, orphans);
    }

    /** Reads what is kept of the tasks of one allocation, by name; those that are damaged beyond reading by their file's name. */
    SortedMap<String, KeptTask> tasksOf(AllocationId id) throws IOException {
        List<String> files = storage.list();
        var tasks = new TreeMap<String, KeptTask>();
        for (String name : names(files)) {
            if (name.startsWith(TASK + id + "_")) {
                Read<TaskRecord> read = read(name, files, RecordFormat::task);
                TaskRecord record = read.value();
                String key = record == null ? name : TASK + fileName(id, record.task());
                tasks.put(key, new KeptTask(record, read.damaged()));
            }
        }
        return tasks;
    }

    /** Returns the name under which {@link #tasksOf} lists a task. */
    static String nameOf(AllocationId id, String task) {
        return TASK + fileName(id, task);
    }

    void write(NodeRecord node) throws IOException {
        slot(NODE).write(RecordFormat.bytes(node));
    }

    void write(Allocation allocation) throws IOException {
        slot(ALLOCATION + allocation.id()).write(AllocationCodecs.ALLOCATION.encode(allocation));
    }

    void write(AllocationId id, LocalRecord local) throws IOException {
        slot(LOCAL + id).write(RecordFormat.bytes(local));
    }

    void write(AllocationId id, TaskRecord task) throws IOException {
        slot(nameOf(id, task.task())).write(RecordFormat.bytes(task));
    }

    /** Removes all records of an allocation; durable when it returns. */
    void remove(AllocationId id) throws IOException {
        slot(ALLOCATION + id).delete();
        storage.force();
        slot(LOCAL + id).delete();
        for (String name : names(storage.list())) {
            if (name.startsWith(TASK + id + "_")) {
                slot(name).delete();
            }
        }
        storage.force();
        slots.keySet().removeIf(name -> id.equals(idOf(name)));
    }

    private void load(
            AllocationId id,
            List<String> files,
            List<Kept> allocations,
            SortedMap<AllocationId, SortedMap<String, KeptTask>> orphans)
            throws IOException {
        Allocation allocation = read(ALLOCATION + id, files, AllocationCodecs.ALLOCATION::decode)
                .value();
        LocalRecord local = read(LOCAL + id, files, RecordFormat::local).value();
        SortedMap<String, KeptTask> tasks = tasksOf(id);
        if (allocation == null) {
            orphans.put(id, tasks);
        } else {
            allocations.add(new Kept(allocation, local == null ? LocalRecord.NONE : local, tasks));
        }
    }

    private interface Decoder<T> {
        T decode(byte[] bytes) throws IOException;
    }

    private record Read<T>(@Nullable T value, boolean damaged) {}

    private <T> Read<T> read(String name, List<String> files, Decoder<T> decoder) throws IOException {
        DoubleSlot.Found found = DoubleSlot.open(storage, name, files);
        slots.put(name, found.slot());
        if (found.damaged()) {
            reports.accept("The record (" + name + ") of the agent's store has a damaged file; the one before is used");
        }
        byte[] payload = found.payload();
        if (payload == null) {
            return new Read<>(null, found.damaged());
        }
        try {
            return new Read<>(decoder.decode(payload), found.damaged());
        } catch (IOException | CodecException e) {
            reports.accept("The record (" + name + ") of the agent's store cannot be read: " + e.getMessage());
            return new Read<>(null, true);
        }
    }

    private DoubleSlot slot(String name) {
        return slots.computeIfAbsent(name, missing -> DoubleSlot.fresh(storage, missing));
    }

    private static SortedSet<String> names(List<String> files) {
        var names = new TreeSet<String>();
        for (String file : files) {
            String name = DoubleSlot.nameOf(file);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    private static String fileName(AllocationId id, String task) {
        return new TaskKey(id.toUuid(), task, 0).fileName();
    }

    private static @Nullable AllocationId idOf(String name) {
        for (String prefix : List.of(ALLOCATION, LOCAL, TASK)) {
            int end = prefix.length() + ID_LENGTH;
            if (name.startsWith(prefix) && name.length() >= end) {
                try {
                    return AllocationId.parse(name.substring(prefix.length(), end));
                } catch (IllegalArgumentException e) {
                    return null; // a file that is not ours
                }
            }
        }
        return null;
    }
}
