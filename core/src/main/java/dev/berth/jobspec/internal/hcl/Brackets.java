package dev.berth.jobspec.internal.hcl;

import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Matches the brackets of a token list, bounds their depth, and drops the line ends that mean nothing: those in parentheses,
 * lists, interpolations and {@code for} objects. One pass, no recursion. Confined to one thread.
 */
final class Brackets {
    private final int maxNesting;
    private final Problems problems;
    private final Deque<Open> open = new ArrayDeque<>(); // innermost first
    private final List<Token> kept = new ArrayList<>();
    private int conditionals; // '?' since the last end of a value; each is a level of recursion for the parser

    Brackets(int maxNesting, Problems problems) {
        this.maxNesting = maxNesting;
        this.problems = problems;
    }

    /**
     * Returns the tokens without meaningless line ends.
     *
     * @throws Fatal when brackets do not match or are nested too deep
     */
    List<Token> check(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.getType()) {
                case HclLexer.NEWLINE -> newline(token);
                case HclLexer.LBRACE -> opens(token, startsFor(tokens, i));
                case HclLexer.LBRACKET,
                        HclLexer.LPAREN,
                        HclLexer.INTERPOLATION,
                        HclLexer.DIRECTIVE,
                        HclLexer.QUOTE,
                        HclLexer.HEREDOC_OPEN -> opens(token, true);
                case HclLexer.RBRACKET, HclLexer.RPAREN, HclLexer.QUOTE_CLOSE, HclLexer.HEREDOC_CLOSE -> closes(token);
                case HclLexer.RBRACE, HclLexer.STRIP_RBRACE -> closes(token);
                case HclLexer.UNCLOSED_STRING -> unclosedString(token);
                default -> plain(token);
            }
        }
        return kept;
    }

    private void plain(Token token) {
        if (SyntaxMessages.goesOnExpression(token.getType()) && startsLine()) {
            CommonToken stray = new CommonToken(token);
            stray.setType(HclLexer.STRAY);
            kept.add(stray);
            return;
        }
        switch (token.getType()) {
            case HclLexer.QUESTION -> {
                conditionals++;
                if (conditionals > maxNesting) {
                    throw tooDeep(token);
                }
            }
            case HclLexer.COMMA, HclLexer.ASSIGN -> conditionals = 0;
            case Token.EOF -> {
                if (!open.isEmpty()) {
                    throw unclosed(open.element().token);
                }
            }
            default -> {
                // nothing to count
            }
        }
        kept.add(token);
    }

    private boolean startsLine() {
        return !kept.isEmpty() && kept.get(kept.size() - 1).getType() == HclLexer.NEWLINE;
    }

    private void newline(Token token) {
        if (open.isEmpty() || !open.element().joinsLines) {
            conditionals = 0;
            kept.add(token);
        }
    }

    private void opens(Token token, boolean joinsLines) {
        open.push(new Open(token, joinsLines, conditionals));
        conditionals = 0;
        if (open.size() > maxNesting) {
            throw tooDeep(token);
        }
        kept.add(token);
    }

    /* Reported, then closed here, so that the rest of the file can be read. */
    private void unclosedString(Token newline) {
        problems.add(unclosed(open.element().token));
        CommonToken quote = new CommonToken(newline);
        quote.setType(HclLexer.QUOTE_CLOSE);
        closes(quote);
        CommonToken end = new CommonToken(newline);
        end.setType(HclLexer.NEWLINE);
        newline(end);
    }

    private void closes(Token token) {
        if (open.isEmpty()) {
            throw new Fatal(
                    HclParserBase.position(token), "This " + SyntaxMessages.describe(token) + " closes nothing.", null);
        }
        Open opening = open.pop();
        if (!matches(opening.token.getType(), token.getType())) {
            throw new Fatal(
                    HclParserBase.position(token),
                    "This " + SyntaxMessages.describe(token) + " does not close " + name(opening.token) + " of line "
                            + opening.token.getLine() + ".",
                    "Close that one first.");
        }
        conditionals = opening.conditionals;
        kept.add(token);
    }

    private static boolean matches(int opening, int closing) {
        return switch (opening) {
            case HclLexer.LBRACE -> closing == HclLexer.RBRACE;
            case HclLexer.LBRACKET -> closing == HclLexer.RBRACKET;
            case HclLexer.LPAREN -> closing == HclLexer.RPAREN;
            case HclLexer.QUOTE -> closing == HclLexer.QUOTE_CLOSE;
            case HclLexer.HEREDOC_OPEN -> closing == HclLexer.HEREDOC_CLOSE;
            default -> closing == HclLexer.RBRACE || closing == HclLexer.STRIP_RBRACE;
        };
    }

    /* `{ for x in` opens an expression over several lines, `{ for = 1` a body with an attribute of that name. */
    private static boolean startsFor(List<Token> tokens, int brace) {
        int next = brace + 1;
        while (tokens.get(next).getType() == HclLexer.NEWLINE) {
            next++;
        }
        return tokens.get(next).getType() == HclLexer.FOR
                && tokens.get(next + 1).getType() == HclLexer.NAME;
    }

    private Fatal tooDeep(Token token) {
        return new Fatal(
                HclParserBase.position(token),
                "The file is nested more than " + maxNesting + " deep here (limit maxNesting).",
                "Simplify it, or raise the limit.");
    }

    private static Fatal unclosed(Token opening) {
        String message = opening.getType() == HclLexer.QUOTE
                ? "This string is not closed on its line."
                : "This " + name(opening) + " is never closed.";
        String advice = switch (opening.getType()) {
            case HclLexer.QUOTE -> "Write a \" at its end; a text of several lines is a heredoc (<<EOT).";
            case HclLexer.INTERPOLATION, HclLexer.DIRECTIVE -> "Write $${ or %%{ where the text itself holds ${ or %{.";
            case HclLexer.HEREDOC_OPEN ->
                "Write " + HclLexerBase.marker(opening.getText()) + " alone on a line at its end.";
            default -> null;
        };
        return new Fatal(HclParserBase.position(opening), message, advice);
    }

    private static String name(Token opening) {
        return switch (opening.getType()) {
            case HclLexer.QUOTE -> "string";
            case HclLexer.HEREDOC_OPEN -> "heredoc";
            default -> "`" + opening.getText() + "`";
        };
    }

    private record Open(Token token, boolean joinsLines, int conditionals) {}
}
