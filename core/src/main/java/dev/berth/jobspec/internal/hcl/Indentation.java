package dev.berth.jobspec.internal.hcl;

import java.util.ArrayList;
import java.util.List;

/** Takes the common indentation off the lines of a {@code <<-} heredoc. Blank lines do not count. */
final class Indentation {
    private Indentation() {}

    static List<Pieces.Piece> strip(List<Pieces.Piece> pieces) {
        int common = common(pieces);
        if (common == 0 || common == Integer.MAX_VALUE) {
            return pieces;
        }
        List<Pieces.Piece> stripped = new ArrayList<>();
        boolean lineStarts = true;
        for (Pieces.Piece piece : pieces) {
            if (piece instanceof Pieces.Words words) {
                stripped.add(new Pieces.Words(strip(words.text(), common, lineStarts)));
                lineStarts = words.text().endsWith("\n");
            } else {
                stripped.add(piece);
                lineStarts = false;
            }
        }
        return stripped;
    }

    private static int common(List<Pieces.Piece> pieces) {
        int common = Integer.MAX_VALUE;
        boolean lineStarts = true;
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Pieces.Words words) {
                boolean markFollows = i + 1 < pieces.size();
                common = Math.min(common, common(words.text(), lineStarts, markFollows));
                lineStarts = words.text().endsWith("\n");
            } else {
                common = lineStarts ? 0 : common;
                lineStarts = false;
            }
        }
        return common;
    }

    private static int common(String text, boolean lineStarts, boolean markFollows) {
        int common = Integer.MAX_VALUE;
        int start = lineStarts ? 0 : next(text, 0);
        while (start < text.length()) {
            int indent = start;
            while (indent < text.length() && isBlank(text.charAt(indent))) {
                indent++;
            }
            boolean blankLine = indent == text.length() ? !markFollows : text.charAt(indent) == '\n';
            if (!blankLine) {
                common = Math.min(common, indent - start);
            }
            start = next(text, indent);
        }
        boolean markAtLineStart = markFollows && text.endsWith("\n");
        return markAtLineStart ? 0 : common;
    }

    private static String strip(String text, int common, boolean lineStarts) {
        StringBuilder stripped = new StringBuilder(text.length());
        int start = 0;
        boolean fresh = lineStarts;
        while (start < text.length()) {
            int from = start;
            while (fresh && from < text.length() && from - start < common && isBlank(text.charAt(from))) {
                from++;
            }
            int next = next(text, from);
            stripped.append(text, from, next);
            start = next;
            fresh = true;
        }
        return stripped.toString();
    }

    private static int next(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
