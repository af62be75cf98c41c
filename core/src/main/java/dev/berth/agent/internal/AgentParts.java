package dev.berth.agent.internal;

import dev.berth.agent.AgentException;
import dev.berth.agent.AgentLimits;
import dev.berth.agent.AllocationHook;
import dev.berth.agent.Fingerprinter;
import dev.berth.driver.TaskDriver;
import dev.berth.host.IdSource;
import dev.berth.host.NodeGateway;
import dev.berth.host.Storage;
import dev.berth.host.TimeSource;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Puts an agent together and reads what an earlier one kept. */
public record AgentParts(AgentServices services, NodeId nodeId, AgentLoop loop) {

    /** Blocks on the disk. */
    public static AgentParts assemble(
            NodeGateway gateway,
            TimeSource time,
            Executor executor,
            Storage storage,
            Path allocationsRoot,
            SortedMap<String, TaskDriver> drivers,
            List<Fingerprinter> fingerprinters,
            List<AllocationHook> hooks,
            AgentLimits limits,
            IdSource ids,
            SortedMap<String, String> baseEnvironment,
            String name,
            UnaryOperator<Node.Builder> customize) {
        var errors = new ErrorLog();
        var store = new AgentStore(storage, text -> errors.report("store", text));
        try {
            AgentStore.Contents contents = store.load();
            NodeRecord record = identity(contents, ids).booted();
            store.write(record);
            Node template = customize
                    .apply(Node.builder(
                            record.id(), name.isEmpty() ? record.id().toString() : name))
                    .build();
            var node = new AtomicReference<>(template);
            var services = new AgentServices(
                    time,
                    executor,
                    limits,
                    ids,
                    store,
                    drivers,
                    hooks,
                    baseEnvironment,
                    node::get,
                    allocationsRoot,
                    new ServerContact(),
                    errors);
            var description = new NodeDescription(
                    template, name.isEmpty(), fingerprinters, drivers, limits.fingerprintTimeout(), time, errors);
            var loop = new AgentLoop(services, gateway, description, node, record, contents);
            return new AgentParts(services, record.id(), loop);
        } catch (IOException e) {
            throw new AgentException(
                    "The agent's store cannot be read and written: " + ErrorLog.sentence(e) + ".\n"
                            + "Maybe look at the disk and the owner of the data directory.",
                    e);
        }
    }

    private static NodeRecord identity(AgentStore.Contents contents, IdSource ids) {
        NodeRecord known = contents.node();
        if (known != null) {
            return known;
        }
        var hex = HexFormat.of();
        String secret = hex.toHexDigits(ids.nextLong()) + hex.toHexDigits(ids.nextLong());
        return new NodeRecord(ids.nextNodeId(), secret, 0, 0);
    }
}
