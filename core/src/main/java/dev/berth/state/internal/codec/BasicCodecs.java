package dev.berth.state.internal.codec;

import com.google.common.collect.ImmutableList;
import dev.berth.model.AllocationId;
import dev.berth.model.DeploymentId;
import dev.berth.model.EvaluationId;
import dev.berth.model.JobKey;
import dev.berth.model.NodeId;
import dev.berth.model.Payload;
import dev.berth.model.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Codecs of what all messages are made of: texts, ids, durations, resources. Constants, thread-safe. */
public final class BasicCodecs {

    /** A text that fills its frame. */
    public static final Codec<String> TEXT = codec((out, text) -> out.raw(Utf8.encode(text)), WireReader::restAsText);

    /** Texts that repeat: names of groups, nodes and attributes, descriptions. */
    public static final Shared<String> SHARED_TEXT = Shared.of(0, TEXT);

    /** A shared text that does not fill its frame, as in the entries of maps. */
    public static final Codec<String> KEY =
            codec((out, text) -> out.shared(SHARED_TEXT, text), in -> in.shared(SHARED_TEXT));

    /** A signed number of 64 bits. */
    public static final Codec<Long> INT64 = codec(WireWriter::zigzag, WireReader::zigzag);

    /** A signed number of 32 bits. */
    public static final Codec<Integer> INT32 = codec((out, value) -> out.zigzag(value), in -> {
        long value = in.zigzag();
        if (value != (int) value) {
            throw in.bad("the number (%s) has more than 32 bits".formatted(value));
        }
        return (int) value;
    });

    /** A truth value. */
    public static final Codec<Boolean> BOOL =
            codec((out, value) -> out.varint(value ? 1 : 0), in -> in.varint(1, "truth value") == 1);

    /** A floating-point number, bit by bit. */
    public static final Codec<Double> FLOAT64 = codec(
            (out, value) -> out.fixed64(Double.doubleToRawLongBits(value)),
            in -> Double.longBitsToDouble(in.fixed64()));

    /** Texts up to the end of the frame. */
    public static final Codec<List<String>> TEXT_LIST = listOf(codec(WireWriter::text, WireReader::text));

    /** Numbers up to the end of the frame. */
    public static final Codec<List<Integer>> INT32_LIST = listOf(INT32);

    /** Seconds, then nanoseconds 0-999,999,999. */
    public static final Codec<Duration> DURATION = codec(
            (out, duration) -> {
                out.zigzag(duration.getSeconds());
                out.varint(duration.getNano());
            },
            in -> Duration.ofSeconds(in.zigzag(), in.varint(999_999_999, "nanoseconds")));

    static final Map<String, Object> NO_JSON = Collections.emptyMap();

    /** A JSON-like map. */
    public static final Codec<Map<String, Object>> JSON = codec(JsonCodec::writeMembers, JsonCodec::readMembers);

    /** Opaque bytes that fill their frame. */
    public static final Codec<Payload> PAYLOAD =
            codec((out, payload) -> out.raw(payload.toByteArray()), in -> Payload.of(in.rest()));

    public static final Value<NodeId> NODE_ID = Values.id(NodeId::high, NodeId::low, NodeId::new);
    public static final Value<AllocationId> ALLOCATION_ID =
            Values.id(AllocationId::high, AllocationId::low, AllocationId::new);
    public static final Value<EvaluationId> EVALUATION_ID =
            Values.id(EvaluationId::high, EvaluationId::low, EvaluationId::new);
    public static final Value<DeploymentId> DEPLOYMENT_ID =
            Values.id(DeploymentId::high, DeploymentId::low, DeploymentId::new);

    /** A node's id of sixteen bytes. */
    public static final Codec<NodeId> NODE_ID_BYTES =
            codec((out, id) -> out.id(id.high(), id.low()), in -> new NodeId(in.idHalf(), in.idHalf()));

    /** Ids of nodes, in what there are many of. */
    public static final Shared<NodeId> SHARED_NODE_ID = Shared.of(1, NODE_ID_BYTES);

    /** Ids of evaluations, in what there are many of. */
    public static final Shared<EvaluationId> SHARED_EVALUATION_ID = Shared.of(
            2, codec((out, id) -> out.id(id.high(), id.low()), in -> new EvaluationId(in.idHalf(), in.idHalf())));

    /** Ids of deployments, in what there are many of. */
    public static final Shared<DeploymentId> SHARED_DEPLOYMENT_ID = Shared.of(
            3, codec((out, id) -> out.id(id.high(), id.low()), in -> new DeploymentId(in.idHalf(), in.idHalf())));

    /** A node's id that does not fill its frame, shared. */
    public static final Codec<NodeId> NODE_KEY =
            codec((out, id) -> out.shared(SHARED_NODE_ID, id), in -> in.shared(SHARED_NODE_ID));

    /** A job's key. */
    public static final Codec<JobKey> JOB_KEY = codec(
            (out, key) -> {
                KEY.write(out, key.namespace());
                KEY.write(out, key.id());
            },
            in -> new JobKey(KEY.read(in), KEY.read(in)));

    /** Amounts by dimension. */
    public static final Codec<Resources> RESOURCES = codec(BasicCodecs::writeResources, BasicCodecs::readResources);

    private BasicCodecs() {}

    private static void writeResources(WireWriter out, Resources resources) {
        for (String name : resources.names()) {
            KEY.write(out, name);
            out.varint(resources.get(name));
        }
    }

    private static Resources readResources(WireReader in) {
        Resources.Builder builder = Resources.builder();
        String last = "";
        while (in.hasMore()) {
            String name = KEY.read(in);
            long amount = in.varint();
            if (name.compareTo(last) <= 0 || amount == 0) {
                throw in.bad("the amounts of resources are not in ascending order or 0");
            }
            builder.set(name, amount);
            last = name;
        }
        return builder.build();
    }

    /** Reads a value. */
    public interface Read<T> {
        T read(WireReader in);
    }

    /** Returns a codec of two functions. */
    public static <T> Codec<T> codec(WireWriter.Body<T> write, Read<T> read) {
        return new Codec<>() {
            @Override
            public void write(WireWriter out, T value) {
                write.write(out, value);
            }

            @Override
            public T read(WireReader in) {
                return read.read(in);
            }
        };
    }

    /** Returns a codec of lists whose elements follow each other up to the end of the frame. */
    public static <T> Codec<List<T>> listOf(Codec<T> element) {
        return codec((out, list) -> list.forEach(value -> element.write(out, value)), in -> {
            List<T> list = new ArrayList<>();
            while (in.hasMore()) {
                list.add(element.read(in));
            }
            return ImmutableList.copyOf(list);
        });
    }

    /** Returns a codec of lists whose elements are frames that follow each other up to the end of the frame. */
    public static <T> Codec<List<T>> framesOf(Codec<T> element) {
        return listOf(codec((out, value) -> out.frame(element, value), in -> in.frame(element)));
    }
}
