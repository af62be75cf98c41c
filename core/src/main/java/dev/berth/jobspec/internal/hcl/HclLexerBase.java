package dev.berth.jobspec.internal.hcl;

import dev.berth.jobspec.internal.source.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** What the lexer of HCL remembers: the markers of open heredocs and the place of an open comment. */
abstract class HclLexerBase extends Lexer {
    private final Deque<String> markers = new ArrayDeque<>(); // innermost heredoc first
    private @Nullable Position comment;

    HclLexerBase(CharStream input) {
        super(input);
    }

    /* A closing brace too many is for HclTokens to report, not for the lexer to fail on. */
    @Override
    public int popMode() {
        return _modeStack.isEmpty() ? _mode : super.popMode();
    }

    /** Returns where the comment starts that was still open when the file ended, or null. */
    @Nullable
    Position openComment() {
        return _mode == HclLexer.COMMENT ? comment : null;
    }

    void commentOpens() {
        comment = new Position(_tokenStartLine, _tokenStartCharPositionInLine + 1);
    }

    void heredocOpens() {
        markers.push(marker(getText()));
        pushMode(HclLexer.HEREDOC);
        heredocLineStarts();
    }

    void heredocLineStarts() {
        if (endMarkerFollows(markers.element())) {
            mode(HclLexer.HEREDOC_END);
        }
    }

    void heredocCloses() {
        markers.pop();
    }

    /** Returns the word of {@code <<-WORD}. */
    static String marker(String opening) {
        return opening.substring(opening.startsWith("<<-") ? 3 : 2).trim();
    }

    private boolean endMarkerFollows(String marker) {
        int next = 1;
        while (isBlank(_input.LA(next))) {
            next++;
        }
        for (int c : marker.codePoints().toArray()) {
            if (_input.LA(next++) != c) {
                return false;
            }
        }
        while (isBlank(_input.LA(next))) {
            next++;
        }
        int after = _input.LA(next);
        return after == '\n' || after == Token.EOF;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
