package dev.berth.state;

import com.google.common.collect.ImmutableMap;
import dev.berth.host.RequestId;
import dev.berth.state.internal.codec.Codec;
import dev.berth.state.internal.codec.CodecException;
import dev.berth.state.internal.codec.CommandCodecs;
import dev.berth.state.internal.codec.WireReader;
import dev.berth.state.internal.codec.WireWriter;
import java.util.Map;
import java.util.Objects;

/**
 * The bytes of a log entry: format, request id, term, behaviour level, time, kind of command, and the command.
 *
 * <p>Equal entries give equal bytes on every machine; what is read is equal to what was written. Stateless.
 */
final class EntryCodec {
    private static final int FORMAT = 1;
    private static final int MAX_KIND = 1 << 20;

    private static final Map<Class<?>, CommandCodecs.Kind<?>> BY_TYPE =
            CommandCodecs.KINDS.stream().collect(ImmutableMap.toImmutableMap(CommandCodecs.Kind::type, kind -> kind));

    private EntryCodec() {}

    /** What stands before the command. */
    record Header(RequestId requestId, long term, int level, long epochNanos, int kind) {
        /** Whether the entry has this header; with its unique request id that makes it the same entry. */
        boolean isOf(CommandEntry entry) {
            return requestId.equals(entry.requestId())
                    && term == entry.term()
                    && level == entry.level()
                    && epochNanos == entry.epochNanos()
                    && kind == kindOf(entry).number();
        }
    }

    private static CommandCodecs.Kind<?> kindOf(CommandEntry entry) {
        return Objects.requireNonNull(BY_TYPE.get(entry.command().getClass()));
    }

    static byte[] encode(CommandEntry entry) {
        CommandCodecs.Kind<?> kind = kindOf(entry);
        WireWriter out = new WireWriter();
        out.rawByte(FORMAT);
        out.id(entry.requestId().high(), entry.requestId().low());
        out.varint(entry.term());
        out.varint(entry.level());
        out.zigzag(entry.epochNanos());
        out.varint(kind.number());
        write(out, kind, entry.command());
        return out.toByteArray();
    }

    private static <C extends Command> void write(WireWriter out, CommandCodecs.Kind<C> kind, Command command) {
        Codec<C> codec = kind.codec();
        codec.write(out, kind.type().cast(command));
    }

    /** Reads up to the command. */
    static Header header(WireReader in) {
        int format = in.rawByte();
        if (format != FORMAT) {
            throw NewerBerthNeededException.format(format, FORMAT);
        }
        RequestId requestId = new RequestId(in.idHalf(), in.idHalf());
        long term = in.varint();
        int level = in.varint(Integer.MAX_VALUE, "behaviour level");
        return new Header(requestId, term, level, in.zigzag(), in.varint(MAX_KIND, "kind of command"));
    }

    /** Reads the command after its header. */
    static CommandEntry body(Header header, WireReader in) {
        if (header.kind() < 1 || header.kind() > CommandCodecs.KINDS.size()) {
            throw NewerBerthNeededException.kind(header.kind());
        }
        try {
            Command command = CommandCodecs.KINDS.get(header.kind() - 1).codec().read(in);
            in.expectEnd();
            return new CommandEntry(header.requestId(), header.term(), header.level(), header.epochNanos(), command);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CodecException("The bytes of the entry make no command: " + e.getMessage(), e);
        }
    }

    static CommandEntry decode(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        return body(header(in), in);
    }
}
