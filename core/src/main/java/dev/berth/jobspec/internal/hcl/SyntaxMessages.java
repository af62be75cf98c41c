package dev.berth.jobspec.internal.hcl;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Says in words what the parser did not understand. */
final class SyntaxMessages {
    private static final int LONGEST = 30;
    private static final int MOST_EXPECTED = 3;

    private static final Map<Integer, String> SIGNS = ImmutableMap.<Integer, String>builder()
            .put(HclLexer.RBRACE, "`}`")
            .put(HclLexer.STRIP_RBRACE, "`~}`")
            .put(HclLexer.LBRACE, "`{`")
            .put(HclLexer.RBRACKET, "`]`")
            .put(HclLexer.RPAREN, "`)`")
            .put(HclLexer.LPAREN, "`(`")
            .put(HclLexer.COMMA, "`,`")
            .put(HclLexer.COLON, "`:`")
            .put(HclLexer.ASSIGN, "`=`")
            .put(HclLexer.ARROW, "`=>`")
            .put(HclLexer.IN, "`in`")
            .put(HclLexer.NAME, "a name")
            .put(HclLexer.NEWLINE, "the end of the line")
            .put(HclLexer.QUOTE_CLOSE, "the closing quote")
            .put(Token.EOF, "the end of the file")
            .build();

    private SyntaxMessages() {}

    /** Returns how a token is named in a message. */
    static String describe(Token token) {
        if (token.getType() == HclLexer.QUOTE) {
            return "a string";
        }
        String sign = SIGNS.get(token.getType());
        if (sign != null && token.getType() != HclLexer.NAME) {
            return sign;
        }
        String text = token.getText();
        return "`" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "`";
    }

    /** Returns what was expected and what was found instead. */
    static String describe(RecognitionException mistake, TokenStream tokens) {
        String found = describe(mistake.getOffendingToken());
        Token before = before(mistake, tokens);
        if (wantsValue(mistake)) {
            return "Expected a value" + (before == null ? "" : " after " + describe(before)) + ", but found " + found
                    + ".";
        }
        if (mistake.getCtx() instanceof HclParser.StatementContext) {
            return "Expected `=` with a value or `{` with a block after "
                    + (before == null ? "the name" : describe(before)) + ", but found " + found + ".";
        }
        String expected = expected(mistake);
        return expected.isEmpty()
                ? "Did not expect " + found + " here."
                : "Expected " + expected + ", but found " + found + ".";
    }

    private static @Nullable Token before(RecognitionException mistake, TokenStream tokens) {
        int index = mistake.getOffendingToken().getTokenIndex() - 1;
        return index < 0 ? null : tokens.get(index);
    }

    private static boolean wantsValue(RecognitionException mistake) {
        IntervalSet expected = mistake.getExpectedTokens();
        // The labelled alternatives are subclasses; in them the value has begun already.
        return mistake.getCtx() != null && mistake.getCtx().getClass() == HclParser.PrimaryContext.class
                || expected != null && expected.contains(HclLexer.NUMBER) && expected.contains(HclLexer.HEREDOC_OPEN);
    }

    private static String expected(RecognitionException mistake) {
        IntervalSet set = mistake.getExpectedTokens();
        List<String> names = new ArrayList<>();
        for (int type : set == null ? List.<Integer>of() : set.toList()) {
            String sign = SIGNS.get(type);
            if (sign != null && names.size() < MOST_EXPECTED && type != HclLexer.STRIP_RBRACE) {
                names.add(sign);
            }
        }
        return String.join(" or ", names);
    }

    /** Returns what to do about a mistake in the statement that starts at {@code start}, or null. */
    static @Nullable String advice(RecognitionException mistake, Token start, TokenStream tokens) {
        Token found = mistake.getOffendingToken();
        if (isInTemplate(mistake.getCtx())) {
            return "Write $${ or %%{ where the text itself holds ${ or %{.";
        }
        if (isInList(mistake.getCtx()) && found.getType() != HclLexer.RBRACKET) {
            return "Maybe a comma is missing.";
        }
        if (wantsValue(mistake) && found.getType() == HclLexer.NEWLINE) {
            return "The value must start on the line of the name.";
        }
        boolean wordByWord = mistake.getCtx() instanceof HclParser.StatementContext
                && found.getTokenIndex() == start.getTokenIndex() + 1
                && tokens.LA(1) != Token.EOF;
        return wordByWord ? "Write name = value, or name { ... }." : null;
    }

    /** Returns what to do about a token that can start nothing, or null. */
    static @Nullable String adviceForStray(Token token) {
        return token.getType() == HclLexer.NUMBER ? "A name that starts with a digit must be quoted." : null;
    }

    private static boolean isInTemplate(@Nullable RuleContext context) {
        for (RuleContext c = context; c != null; c = c.parent) {
            if (c instanceof HclParser.PartContext) {
                return true;
            }
            if (c instanceof HclParser.StatementContext) {
                return false;
            }
        }
        return false;
    }

    private static boolean isInList(@Nullable RuleContext context) {
        return context instanceof HclParser.ListContext || context instanceof HclParser.ArgumentsContext;
    }

    /** Returns whether an expression can go on with a token of this type, brackets apart. */
    static boolean goesOnExpression(int type) {
        return switch (type) {
            case HclLexer.OR,
                    HclLexer.AND,
                    HclLexer.EQUAL,
                    HclLexer.NOT_EQUAL,
                    HclLexer.LESS,
                    HclLexer.LESS_EQUAL,
                    HclLexer.GREATER,
                    HclLexer.GREATER_EQUAL,
                    HclLexer.PLUS,
                    HclLexer.MINUS,
                    HclLexer.STAR,
                    HclLexer.SLASH,
                    HclLexer.PERCENT,
                    HclLexer.QUESTION,
                    HclLexer.DOT -> true;
            default -> false;
        };
    }

    /** Returns by how much a token changes the depth of brackets: 1, -1 or 0. */
    static int depthChange(int type) {
        return switch (type) {
            case HclLexer.LBRACE,
                    HclLexer.LBRACKET,
                    HclLexer.LPAREN,
                    HclLexer.INTERPOLATION,
                    HclLexer.DIRECTIVE,
                    HclLexer.QUOTE,
                    HclLexer.HEREDOC_OPEN -> 1;
            case HclLexer.RBRACE,
                    HclLexer.STRIP_RBRACE,
                    HclLexer.RBRACKET,
                    HclLexer.RPAREN,
                    HclLexer.QUOTE_CLOSE,
                    HclLexer.HEREDOC_CLOSE -> -1;
            default -> 0;
        };
    }
}
