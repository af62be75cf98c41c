package dev.berth.agent.internal;

import dev.berth.agent.RestartTracker;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.model.NodeId;
import dev.berth.model.TaskState;
import dev.berth.state.internal.codec.AllocationCodecs;
import dev.berth.state.internal.codec.CodecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of the agent's records: a version, then the components in order; text as length and UTF-8; states of tasks as in
 * the replicated log. A newer version may add components at the end, which an older one ignores. Stateless.
 */
final class RecordFormat {
    private static final int VERSION = 1;
    private static final int MAX_ITEMS = 10_000;

    private RecordFormat() {}

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    static byte[] bytes(NodeRecord node) {
        return write(out -> {
            text(out, node.id().toString());
            text(out, node.secret());
            out.writeInt(node.boots());
            out.writeLong(node.indexFloor());
        });
    }

    static NodeRecord node(byte[] bytes) throws IOException {
        return read(bytes, in -> new NodeRecord(NodeId.parse(text(in)), text(in), in.readInt(), in.readLong()));
    }

    static byte[] bytes(LocalRecord local) {
        return write(out -> {
            out.writeInt(local.hooksBegun().size());
            for (String hook : local.hooksBegun()) {
                text(out, hook);
            }
            out.writeByte(local.healthy() == null ? 0 : local.healthy() ? 1 : 2);
            out.writeLong(local.healthAtNanos());
            text(out, local.healthOf());
            text(out, local.stopCause());
        });
    }

    static LocalRecord local(byte[] bytes) throws IOException {
        return read(bytes, in -> {
            List<String> hooks = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                hooks.add(text(in));
            }
            byte health = in.readByte();
            Boolean healthy = health == 0 ? null : Boolean.valueOf(health == 1);
            return new LocalRecord(hooks, healthy, in.readLong(), text(in), text(in));
        });
    }

    static byte[] bytes(TaskRecord task) {
        return write(out -> {
            text(out, task.task());
            out.writeByte(task.phase().code);
            out.writeInt(task.run());
            TaskHandle handle = task.handle();
            out.writeBoolean(handle != null);
            if (handle != null) {
                text(out, handle.driver());
                text(out, handle.key().toString());
                out.writeInt(handle.version());
                text(out, handle.state());
            }
            out.writeBoolean(task.cleaned());
            out.writeInt(task.window().count());
            out.writeLong(task.window().startNanos());
            out.writeLong(task.restartAtNanos());
            block(out, AllocationCodecs.TASK_STATE.encode(task.state()));
        });
    }

    static TaskRecord task(byte[] bytes) throws IOException {
        return read(bytes, in -> {
            String name = text(in);
            TaskRecord.Phase phase = phase(in.readByte());
            int run = in.readInt();
            TaskHandle handle =
                    in.readBoolean() ? new TaskHandle(text(in), TaskKey.parse(text(in)), in.readInt(), text(in)) : null;
            boolean cleaned = in.readBoolean();
            var window = new RestartTracker.Window(in.readInt(), in.readLong());
            long restartAtNanos = in.readLong();
            TaskState state = AllocationCodecs.TASK_STATE.decode(block(in));
            return new TaskRecord(name, phase, run, handle, cleaned, window, restartAtNanos, state);
        });
    }

    private static byte[] write(Body body) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeShort(VERSION);
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reader<T> reader) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedShort();
            if (version < VERSION) {
                throw new IOException("The record has the unknown version " + version);
            }
            return reader.read(in);
        } catch (IllegalArgumentException | CodecException e) {
            throw new IOException("The record holds what cannot be: " + e.getMessage(), e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        block(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void block(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(block(in), StandardCharsets.UTF_8);
    }

    private static byte[] block(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("A part of " + length + " bytes does not fit the record");
        }
        return in.readNBytes(length);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_ITEMS) {
            throw new IOException("The record holds an impossible count (" + count + ")");
        }
        return count;
    }

    private static TaskRecord.Phase phase(int code) throws IOException {
        for (TaskRecord.Phase phase : TaskRecord.Phase.values()) {
            if (phase.code == code) {
                return phase;
            }
        }
        throw new IOException("The record holds an unknown phase (" + code + ")");
    }
}
