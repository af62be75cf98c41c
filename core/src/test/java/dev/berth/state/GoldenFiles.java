package dev.berth.state;

import dev.berth.host.RequestId;
import dev.berth.testkit.RandomCommands;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Files of released formats: {@code vN/state.log} is a log (each entry after its length), {@code vN/state.snapshot} is what
 * a server of that version wrote after it. {@link #main} makes new ones; those that exist are never made again.
 */
final class GoldenFiles {
    private static final long SEED = 20_261_124;
    private static final int ENTRIES = 600;

    private GoldenFiles() {}

    static List<byte[]> log(String name) throws IOException {
        try (DataInputStream in = new DataInputStream(open(name + ".log"))) {
            List<byte[]> log = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                log.add(in.readNBytes(in.readInt()));
            }
            return log;
        }
    }

    static byte[] snapshot(String name) throws IOException {
        try (InputStream in = open(name + ".snapshot")) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(GoldenFiles.class.getResourceAsStream("/golden/" + file), file);
    }

    /** Writes {@code state.log} and {@code state.snapshot} into the folder that is the argument. */
    public static void main(String[] arguments) throws IOException {
        Path log = Path.of(arguments[0], "state.log");
        Path snapshot = Path.of(arguments[0], "state.snapshot");
        List<byte[]> entries = random();
        Files.write(log, toBytes(entries));
        Files.write(snapshot, ReplicaFixtures.snapshot(ReplicaFixtures.replayed(entries)));
    }

    /** Random commands, at first at the first level, then at the highest. */
    private static List<byte[]> random() {
        RandomCommands commands = new RandomCommands(SEED);
        ReplicatedState replica = ReplicatedState.create();
        List<byte[]> log = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            if (i == ENTRIES / 2) {
                for (String server : List.of("s0", "s1", "s2")) {
                    add(log, replica, entry(i, replica, new Command.AdvertiseSupport(server, BehaviourLevel.HIGHEST)));
                }
                add(log, replica, entry(i, replica, new Command.RaiseBehaviourLevel(BehaviourLevel.HIGHEST)));
            }
            add(log, replica, commands.nextEntry(replica.state()));
        }
        return log;
    }

    private static CommandEntry entry(int number, ReplicatedState replica, Command command) {
        ClusterState state = replica.state();
        RequestId request = new RequestId(number, state.index());
        return new CommandEntry(request, state.term(), state.behaviourLevel(), 0, command);
    }

    private static void add(List<byte[]> log, ReplicatedState replica, CommandEntry entry) {
        log.add(replica.encode(entry));
        replica.apply(log.size(), log.get(log.size() - 1));
    }

    static byte[] toBytes(List<byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(entries.size());
        for (byte[] entry : entries) {
            out.writeInt(entry.length);
            out.write(entry);
        }
        return bytes.toByteArray();
    }
}
