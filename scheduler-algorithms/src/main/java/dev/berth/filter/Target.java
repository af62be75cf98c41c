package dev.berth.filter;

import dev.berth.schedule.NodeView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One side of a constraint, affinity or spread: a literal, or a reference to something a node has.
 *
 * <p>References are {@code ${node.unique.id}}, {@code ${node.unique.name}}, {@code ${node.datacenter}}, {@code ${node.class}},
 * {@code ${node.pool}}, {@code ${attr.KEY}} and {@code ${meta.KEY}}. Any other {@code ${…}} resolves to nothing on every node.
 * Immutable.
 */
public final class Target {
    private enum Kind {
        LITERAL,
        NODE_ID,
        NODE_NAME,
        DATACENTER,
        NODE_CLASS,
        NODE_POOL,
        ATTRIBUTE,
        META,
        UNKNOWN
    }

    private final Kind kind;
    private final String text;
    private final String key;

    private Target(Kind kind, String text, String key) {
        this.kind = kind;
        this.text = text;
        this.key = key;
    }

    /** Parses the text of a target; every text is one. */
    public static Target parse(String text) {
        Objects.requireNonNull(text, "text");
        if (!text.startsWith("${")) {
            return new Target(Kind.LITERAL, text, text);
        }
        String inner = text.endsWith("}") ? text.substring(2, text.length() - 1) : text.substring(2);
        if (inner.startsWith("attr.")) {
            return new Target(Kind.ATTRIBUTE, text, inner.substring("attr.".length()));
        }
        if (inner.startsWith("meta.")) {
            return new Target(Kind.META, text, inner.substring("meta.".length()));
        }
        return new Target(nodeKind(inner), text, "");
    }

    private static Kind nodeKind(String inner) {
        return switch (inner) {
            case "node.unique.id" -> Kind.NODE_ID;
            case "node.unique.name" -> Kind.NODE_NAME;
            case "node.datacenter" -> Kind.DATACENTER;
            case "node.class" -> Kind.NODE_CLASS;
            case "node.pool" -> Kind.NODE_POOL;
            default -> Kind.UNKNOWN;
        };
    }

    /** Returns the value on this node, or null when the node has none. A literal is its own value everywhere. */
    public @Nullable String resolve(NodeView node) {
        return switch (kind) {
            case LITERAL -> key;
            case NODE_ID -> node.id().toString();
            case NODE_NAME -> node.name();
            case DATACENTER -> node.datacenter();
            case NODE_CLASS -> node.nodeClass();
            case NODE_POOL -> node.nodePool();
            case ATTRIBUTE -> node.attribute(key);
            case META -> node.meta(key);
            case UNKNOWN -> null;
        };
    }

    /** Returns whether the value is the same on every node. */
    public boolean isLiteral() {
        return kind == Kind.LITERAL;
    }

    /** Returns whether nodes of the same class may differ in it, so that its answer says nothing about the class. */
    public boolean isUnique() {
        return kind == Kind.NODE_ID || kind == Kind.NODE_NAME || key.startsWith("unique.") && !isLiteral();
    }

    /** Returns the text as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
