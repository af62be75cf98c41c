package dev.berth.jobspec.internal.hcl;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Source;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/**
 * What the parser does at a mistake: it reports it, leaves out the rest of the statement, and goes on with the next one. The
 * brackets are known to match, so that the end of a statement is found by counting them.
 */
abstract class HclParserBase extends Parser {
    private Problems problems = new Problems(new Source("", ""), 1);

    HclParserBase(TokenStream input) {
        super(input);
        setErrorHandler(new Propagating());
        removeErrorListeners();
    }

    /** Tells the parser where to report mistakes. */
    void reportTo(Problems collection) {
        this.problems = collection;
    }

    /** Reports a token that can start nothing, and leaves out the rest of its line. */
    void strayToken(Token token) {
        problems.addFirstOfLine(
                position(token),
                "Expected the name of an attribute or block, but found " + SyntaxMessages.describe(token) + ".",
                SyntaxMessages.adviceForStray(token));
        skipTo(token);
    }

    /** Reports a mistake outside of every statement; what follows cannot be made sense of. */
    void reportRest(RecognitionException mistake) {
        strayToken(mistake.getOffendingToken());
    }

    /** Reports a mistake inside of a statement, and leaves out the rest of the statement. */
    void skipStatement(RecognitionException mistake, Token start) {
        Token token = mistake.getOffendingToken();
        problems.addFirstOfLine(
                position(token),
                SyntaxMessages.describe(mistake, _input),
                SyntaxMessages.advice(mistake, start, _input));
        skipTo(start);
    }

    /** Returns the place of a token. */
    static Position position(Token token) {
        return new Position(token.getLine(), token.getCharPositionInLine() + 1);
    }

    /* Consumes up to the line end, closing brace or file end that is as deep in brackets as `start`. */
    private void skipTo(Token start) {
        int depth = 0;
        for (int i = start.getTokenIndex(); i < _input.index(); i++) {
            depth += SyntaxMessages.depthChange(_input.get(i).getType());
        }
        while (!endsStatement(_input.LA(1), depth)) {
            depth += SyntaxMessages.depthChange(_input.LA(1));
            _input.consume();
        }
    }

    private static boolean endsStatement(int type, int depth) {
        return type == Token.EOF || depth <= 0 && (type == HclLexer.NEWLINE || type == HclLexer.RBRACE);
    }

    /* Lets every mistake travel up to the statement it is in, where the grammar catches it. */
    private static final class Propagating extends DefaultErrorStrategy {
        @Override
        public void reportError(Parser recognizer, RecognitionException e) {
            // reported once, in skipStatement
        }

        @Override
        public void recover(Parser recognizer, RecognitionException e) {
            throw e;
        }

        @Override
        public Token recoverInline(Parser recognizer) {
            throw new InputMismatchException(recognizer);
        }

        @Override
        public void sync(Parser recognizer) {
            // a mistake is found where the token is wanted
        }
    }
}
