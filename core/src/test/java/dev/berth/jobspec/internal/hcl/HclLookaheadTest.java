package dev.berth.jobspec.internal.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.jobspec.JobFileLimits;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Source;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.atn.DecisionInfo;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether parsing is linear: counted in tokens looked at, not in seconds. */
class HclLookaheadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1 + 1 * 2 - 3 == 4 && !x || -y\n",
                "a = b.c.*.d[0][*].e[f(1, 2)]\nb = [1, 2,]\nc = f(a, b...)\n",
                "a { b = 1 c = 2, d { e = 3 } \"f\" = 4 }\n",
                "a \"b\" c {\n}\na.b.c = { d = 1, e : 2\n f { g = 1 }\n (h) = 1 }\n",
                "a = x ? y : z ? 1 : 2\nb = [for i, j in x : y if z]\nc = { for k in x : y => z... if w }\n",
                "a = \"x ${b} %{ if c }d%{ else }e%{ endif } %{ for f in g }h%{ endfor }\"\n",
                "a = <<-X\n  one ${b}\n  X\nb = [<<Y\ntwo\nY\n]\n",
                "= 5\n+ 3\na = \n? b\n[ c ]\nd e f\n",
                "a = 1 1 1 1\nb = [1 1 1]\nc = f(1 1)\nd = { e 1 }\n",
            })
    void noDecisionLooksFurtherAheadThanThreeTokens(String piece) {
        HclParser parser = parser(piece.repeat(20));

        parser.file();

        for (DecisionInfo decision : parser.getParseInfo().getDecisionInfo()) {
            assertThat(decision.SLL_MaxLook)
                    .as("decision %s", decision.decision)
                    .isLessThanOrEqualTo(3);
            assertThat(decision.ambiguities)
                    .as("decision %s", decision.decision)
                    .isEmpty();
        }
    }

    private static HclParser parser(String text) {
        Source source = new Source("job.hcl", text);
        Problems problems = new Problems(source, 1_000);
        HclParser parser = new HclParser(
                new CommonTokenStream(new ListTokenSource(HclTokens.of(source, problems, JobFileLimits.defaults()))));
        parser.setProfile(true);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.reportTo(problems);
        return parser;
    }
}
