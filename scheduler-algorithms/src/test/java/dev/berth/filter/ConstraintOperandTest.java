package dev.berth.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.berth.model.Constraint;
import dev.berth.model.Node;
import dev.berth.model.Operand;
import dev.berth.place.Ask;
import dev.berth.place.Placer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintOperandTest {
    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            1.2.3             | version          | ~> 1.0           | true
            2.0.1             | version          | ~> 1.0           | false
            1.9               | version          | ~> 1.2.3         | false
            1.2.9             | version          | ~> 1.2.3         | true
            1.4               | version          | >= 1.0, < 1.4    | false
            1.3.9             | version          | >= 1.0, < 1.4    | true
            1.3.0-beta1       | version          | >= 0.6.1         | false
            1.7.0-alpha1      | version          | >= 1.6.0-beta1   | false
            1.7.0-rc1         | version          | >= 1.7.0-beta1   | true
            1.3.0-beta1+ent   | version          | = 1.3.0-beta1    | true
            v1.3              | version          | 1.3.0            | true
            1.3               | version          | != 1.3.0         | false
            4.19.0-26-amd64   | version          | >= 4.4           | false
            none              | version          | >= 4.4           | false
            1.2.3             | version          | >= x             | false
            1.2.3             | semver           | ~> 1.0           | false
            1.3.0-beta1       | semver           | >= 0.6.1         | true
            1.7.0-beta        | semver           | >= 1.7.0         | false
            1.7.0-rc.1        | semver           | >= 1.7.0-dev     | true
            1.7.0-rc.2        | semver           | < 1.7.0-rc.11    | true
            foo,bar,baz       | set_contains     | 'foo,  bar  '    | true
            foo,bar,baz       | set_contains_all | 'foo,quux'       | false
            foo,bar,baz       | set_contains_any | 'quux, baz'      | true
            foo,bar,baz       | set_contains_any | quux             | false
            10                | <                | 1                | false
            1                 | <                | 10               | true
            1.5               | <                | 10.5             | true
            1                 | >                | foo              | false
            9223372036854775808 | >              | 1                | true
            2                 | >=               | 2                | true
            3                 | <=               | 2                | false
            1                 | =                | 1.0              | false
            amd64             | is               | amd64            | true
            amd64             | not              | arm64            | true
            linux-gnu         | regexp           | ^linux           | true
            my-linux          | regexp           | linux            | true
            darwin            | regexp           | linux            | false
            linux             | regexp           | (                | false
            """)
    void comparesAsDocumented(String left, String operand, String right, boolean expected) {
        assertThat(holds(Constraint.of("${attr.value}", operand, right), node(left)))
                .isEqualTo(expected);
        assertThat(holds(Constraint.of(left, operand, "${attr.other}"), other(right)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "missing {0} foo is {1}")
    @CsvSource({"=,false", "!=,true", "<,false", "regexp,false", "set_contains,false", "version,false"})
    void anAttributeThatIsMissingEqualsNothingButDiffers(String operand, boolean expected) {
        assertThat(holds(Constraint.of("${attr.missing}", operand, "foo"), node("x")))
                .isEqualTo(expected);
    }

    @Test
    void twoMissingAttributesNeitherEqualNorDiffer() {
        assertThat(holds(Constraint.of("${attr.a}", "=", "${attr.b}"), node("x")))
                .isFalse();
        assertThat(holds(Constraint.of("${attr.a}", "!=", "${attr.b}"), node("x")))
                .isFalse();
    }

    @Test
    void isSetAsksForPresenceOnly() {
        assertThat(holds(Constraint.of("${attr.value}", Operand.IS_SET, ""), node("")))
                .isTrue();
        assertThat(holds(Constraint.of("${attr.gone}", Operand.IS_SET, ""), node("x")))
                .isFalse();
        assertThat(holds(Constraint.of("${attr.gone}", Operand.IS_NOT_SET, ""), node("x")))
                .isTrue();
        assertThat(holds(Constraint.of("${node.class}", Operand.IS_SET, ""), node("x")))
                .isTrue();
    }

    @Test
    void groupsCombineLikeLogic() {
        Constraint amd = Constraint.of("${attr.value}", "=", "amd64");
        Constraint arm = Constraint.of("${attr.value}", "=", "arm64");
        assertThat(holds(new Constraint.AnyOf(List.of(amd, arm)), node("arm64")))
                .isTrue();
        assertThat(holds(new Constraint.AllOf(List.of(amd, arm)), node("arm64")))
                .isFalse();
        assertThat(holds(new Constraint.Not(amd), node("arm64"))).isTrue();
        assertThat(holds(new Constraint.Not(new Constraint.AnyOf(List.of(amd, arm))), node("arm64")))
                .isFalse();
    }

    @Test
    void targetsNameWhatANodeIs() {
        Node node = Node.builder("n1")
                .datacenter("eu")
                .nodeClass("big")
                .nodePool("gpu")
                .meta("rack", "r1")
                .build();
        assertThat(holds(Constraint.of("${node.datacenter}", "=", "eu"), node)).isTrue();
        assertThat(holds(Constraint.of("${node.class}", "=", "big"), node)).isTrue();
        assertThat(holds(Constraint.of("${node.pool}", "=", "gpu"), node)).isTrue();
        assertThat(holds(Constraint.of("${node.unique.name}", "=", "n1"), node)).isTrue();
        assertThat(holds(Constraint.of("${node.unique.id}", "=", node.id().toString()), node))
                .isTrue();
        assertThat(holds(Constraint.of("${meta.rack}", "=", "r1"), node)).isTrue();
        assertThat(holds(Constraint.of("${what.ever}", Operand.IS_SET, ""), node))
                .isFalse();
    }

    @Test
    void anExpressionThatWouldRunForEverMatchesNothing() {
        Constraint exploding = Constraint.of("${attr.value}", "regexp", "^(a+)+$");
        assertThat(holds(exploding, node("a".repeat(60) + "!"))).isFalse();
    }

    @Test
    void anExpressionThatRecursesTooDeepMatchesNothing() {
        Constraint deep = Constraint.of("${attr.value}", "regexp", "^(a|b)*$");
        assertThatNoException().isThrownBy(() -> holds(deep, node("ab".repeat(40_000))));
    }

    private static Node node(String value) {
        return Node.builder("n1").attribute("value", value).build();
    }

    private static Node other(String value) {
        return Node.builder("n1").attribute("other", value).build();
    }

    private static boolean holds(Constraint constraint, Node node) {
        Ask ask = Ask.builder("a").constraint(constraint).build();
        return Placer.place(List.of(node), List.of(ask)).complete();
    }
}
