package dev.berth.jobspec.internal.hcl;

import dev.berth.jobspec.JobFileLimits;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Source;
import dev.berth.jobspec.internal.syntax.Body;
import dev.berth.jobspec.internal.syntax.Expression;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * Reads HCL text into its syntax. The way: {@link HclTokens} cuts and checks brackets and limits, the generated parser follows
 * the grammar, {@link SyntaxBuilder} makes the tree. Time and memory are linear in the size of the text; recursion is bounded
 * by {@link JobFileLimits#maxNesting()}.
 *
 * <p><b>Thread-safety:</b> stateless.
 */
public final class HclReader {
    private HclReader() {}

    /**
     * Returns what stands in a file.
     *
     * @throws Fatal when the file cannot be read at all
     * @throws dev.berth.jobspec.JobFileException when it has mistakes; all of them are in {@code problems} then
     */
    public static Body read(Source source, Problems problems, JobFileLimits limits) {
        HclParser parser = parser(source, problems, limits);
        HclParser.FileContext file = parser.file();
        problems.throwIfAny();
        Body body = new SyntaxBuilder(problems).body(file.body());
        problems.throwIfAny();
        return body;
    }

    /**
     * Returns the expression that a text holds, such as the value of a variable given from outside.
     *
     * @throws Fatal when the text is not one expression
     */
    public static Expression readExpression(Source source, Problems problems, JobFileLimits limits) {
        HclParser parser = parser(new Source(source.name(), source.text().strip()), problems, limits);
        try {
            HclParser.ExpressionContext context = parser.loneExpression().expression();
            problems.throwIfAny();
            return new SyntaxBuilder(problems).expression(context);
        } catch (RecognitionException e) {
            throw new Fatal(
                    HclParserBase.position(e.getOffendingToken()),
                    SyntaxMessages.describe(e, parser.getInputStream()),
                    null,
                    e);
        }
    }

    private static HclParser parser(Source source, Problems problems, JobFileLimits limits) {
        List<Token> tokens = HclTokens.of(source, problems, limits);
        HclParser parser = new HclParser(new CommonTokenStream(new ListTokenSource(tokens, source.name())));
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.reportTo(problems);
        return parser;
    }
}
