package dev.berth.jobspec.internal.hcl;

import dev.berth.jobspec.JobFileLimits;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the text into tokens and makes sure, in linear time and before anything recursive sees them, that brackets match, that
 * nothing is nested too deep and that there are not too many. Confined to one thread.
 */
final class HclTokens {
    private final Problems problems;
    private final JobFileLimits limits;
    private final HclLexer lexer;
    private final List<Token> raw = new ArrayList<>();

    private HclTokens(Source source, Problems problems, JobFileLimits limits) {
        this.problems = problems;
        this.limits = limits;
        this.lexer = new HclLexer(CharStreams.fromString(source.text(), source.name()));
        lexer.removeErrorListeners();
    }

    /**
     * Returns the tokens that matter to the parser, the end of the file last.
     *
     * @throws Fatal when brackets do not match or a limit is passed
     */
    static List<Token> of(Source source, Problems problems, JobFileLimits limits) {
        HclTokens tokens = new HclTokens(source, problems, limits);
        tokens.cut();
        return new Brackets(limits.maxNesting(), problems).check(tokens.raw);
    }

    private void cut() {
        @Nullable Token junk = null;
        Token token;
        do {
            token = lexer.nextToken();
            if (token.getType() == HclLexer.JUNK) {
                reportJunk(token, junk);
                junk = token;
            } else {
                add(token);
            }
        } while (token.getType() != Token.EOF);
        Position comment = lexer.openComment();
        if (comment != null) {
            throw new Fatal(comment, "This comment is never closed.", "Write */ at its end.");
        }
    }

    private void add(Token token) {
        switch (token.getType()) {
            case HclLexer.BAD_NUMBER -> raw.add(badNumber(token));
            case HclLexer.BAD_ESCAPE -> reportEscape(token);
            default -> raw.add(token);
        }
        if (raw.size() > limits.maxTokens()) {
            throw new Fatal(
                    position(token),
                    "The file has more than " + limits.maxTokens() + " words and signs (limit maxTokens).",
                    "Split the job, or raise the limit.");
        }
    }

    /* One problem for a run of junk: binary data would otherwise fill the list with the same message. */
    private void reportJunk(Token token, @Nullable Token before) {
        if (before != null
                && before.getLine() == token.getLine()
                && before.getStopIndex() + 1 == token.getStartIndex()) {
            return;
        }
        int c = token.getText().codePointAt(0);
        String shown = Character.isISOControl(c) ? String.format("\\u%04x", c) : token.getText();
        problems.add(position(token), "The character `" + shown + "` has no meaning here.", adviceForJunk(c));
    }

    private static @Nullable String adviceForJunk(int c) {
        return switch (c) {
            case '\'', '\u2018', '\u2019', '\u201c', '\u201d', '`' -> "Strings stand in double quotes: \"text\".";
            case ';' -> "An attribute ends with its line; leave the semicolon out.";
            case '$' -> "Interpolation stands in strings: \"${name}\".";
            default -> Character.isISOControl(c) ? "Maybe this is not a text file." : null;
        };
    }

    private Token badNumber(Token token) {
        problems.add(
                position(token),
                "`" + shortened(token.getText()) + "` is not a number.",
                "Put it in quotes if it is a text or a duration, such as \"10s\".");
        CommonToken number = new CommonToken(token);
        number.setType(HclLexer.NUMBER);
        number.setText("0");
        return number;
    }

    private void reportEscape(Token token) {
        String text = token.getText();
        problems.add(
                position(token),
                "The escape " + text + " is unknown.",
                text.length() > 1 && (text.charAt(1) == 'u' || text.charAt(1) == 'U')
                        ? "Write \\u with 4 or \\U with 8 hexadecimal digits."
                        : "Write \\\\ for a backslash; known are \\n \\r \\t \\\" \\\\ \\uXXXX.");
    }

    private static String shortened(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "..." : text;
    }

    private static Position position(Token token) {
        return HclParserBase.position(token);
    }
}
