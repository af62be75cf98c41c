package dev.berth.jobspec.internal.hcl;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;

/** The parts of a template as a flat list, escapes resolved and neighbouring text joined. */
final class Pieces {

    /** A stretch of text or something in it that is evaluated. */
    sealed interface Piece {}

    /** Text. */
    record Words(String text) implements Piece {}

    /** An interpolation or a directive. */
    record Mark(HclParser.PartContext context) implements Piece {
        boolean trimsBefore() {
            return context.getChild(0).getText().endsWith("~");
        }

        boolean trimsAfter() {
            ParseTree close = context.getChild(context.getChildCount() - 1);
            return close.getText().startsWith("~");
        }
    }

    private Pieces() {}

    static List<Piece> of(List<HclParser.PartContext> parts) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (HclParser.PartContext part : parts) {
            if (part instanceof HclParser.TextContext) {
                text.append(part.getText());
            } else if (part instanceof HclParser.EscapeContext) {
                text.append(unescape(part.getText()));
            } else if (part instanceof HclParser.EscapedMarkContext) {
                text.append(part.getText(), 1, 3);
            } else {
                flush(text, pieces);
                pieces.add(new Mark(part));
            }
        }
        flush(text, pieces);
        return pieces;
    }

    private static void flush(StringBuilder text, List<Piece> pieces) {
        if (text.length() > 0) {
            pieces.add(new Words(text.toString()));
            text.setLength(0);
        }
    }

    private static String unescape(String escape) {
        return switch (escape.charAt(1)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u', 'U' -> character(Integer.parseUnsignedInt(escape.substring(2), 16));
            default -> escape.substring(1);
        };
    }

    private static String character(int codePoint) {
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "\uFFFD";
    }

    /** Removes the whitespace next to {@code ~}. */
    static List<Piece> trim(List<Piece> pieces) {
        List<Piece> trimmed = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Words words) {
                String text = words.text;
                if (i > 0 && pieces.get(i - 1) instanceof Mark before && before.trimsAfter()) {
                    text = text.stripLeading();
                }
                if (i + 1 < pieces.size() && pieces.get(i + 1) instanceof Mark after && after.trimsBefore()) {
                    text = text.stripTrailing();
                }
                if (!text.isEmpty()) {
                    trimmed.add(new Words(text));
                }
            } else {
                trimmed.add(pieces.get(i));
            }
        }
        return trimmed;
    }
}
