package dev.berth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private static final long GIB = 1L << 30;

    @Property
    void additionIsCommutativeAndAssociative(
            @ForAll("resources") Resources a, @ForAll("resources") Resources b, @ForAll("resources") Resources c) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(Resources.none())).isEqualTo(a);
    }

    @Property
    void takingAwayWhatWasAddedGivesTheOriginal(@ForAll("resources") Resources a, @ForAll("resources") Resources b) {
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.minus(a)).isSameAs(Resources.none());
        assertThat(a.plus(b)).satisfies(sum -> assertThat(sum.covers(a)).isTrue());
    }

    @Property
    void coversMeansNoShortfallAndNoNegativeDifference(
            @ForAll("resources") Resources a, @ForAll("resources") Resources b) {
        assertThat(a.covers(b)).isEqualTo(a.shortfall(b).isNone());
        if (a.covers(b)) {
            assertThat(a.minus(b)).isEqualTo(a.minusClamped(b));
        } else {
            assertThatThrownBy(() -> a.minus(b)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property
    void shortfallIsTheLeastThatMustBeAddedToCover(@ForAll("resources") Resources a, @ForAll("resources") Resources b) {
        assertThat(a.plus(a.shortfall(b))).isEqualTo(a.max(b));
        assertThat(a.max(b).covers(a)).isTrue();
        assertThat(a.max(b).covers(b)).isTrue();
    }

    @Property
    void everyDimensionIsTreatedAlike(@ForAll("resources") Resources a, @ForAll("resources") Resources b) {
        for (String name : a.plus(b).names()) {
            assertThat(a.plus(b).get(name)).isEqualTo(a.get(name) + b.get(name));
            assertThat(a.max(b).get(name)).isEqualTo(Math.max(a.get(name), b.get(name)));
            assertThat(a.minusClamped(b).get(name)).isEqualTo(Math.max(0, a.get(name) - b.get(name)));
        }
    }

    @Property
    void aBuilderGivesTheSameBack(@ForAll("resources") Resources a) {
        assertThat(a.toBuilder().build()).isEqualTo(a).hasToString(a.toString());
    }

    @Test
    void zeroAndAbsentAreTheSame() {
        assertThat(Resources.builder().cpu(0).set("seats", 0).build()).isSameAs(Resources.none());
        assertThat(Resources.of(500, 0, 0).names()).containsExactly("cpu");
        assertThat(Resources.of(500, 0, 0).get("seats")).isZero();
    }

    @Test
    void anOverflowNamesTheDimension() {
        Resources huge = Resources.builder()
                .set("seats", Long.MAX_VALUE)
                .memoryBytes(Long.MAX_VALUE)
                .build();

        assertThatThrownBy(() -> huge.plus(Resources.of(0, 1, 0)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("memory");
        assertThatThrownBy(() -> huge.plus(Resources.builder().set("seats", 1).build()))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("seats");
    }

    @Test
    void aNegativeAmountIsRefusedByName() {
        assertThatThrownBy(() -> Resources.of(0, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memory (-1)");
        assertThatThrownBy(() -> Resources.of(1, 0, 0).minus(Resources.of(3, 0, 0)))
                .hasMessageContaining("Cannot take cpu (3) away from (1)");
    }

    @Test
    void theTextUsesUnitsPeopleRead() {
        assertThat(Resources.builder()
                        .cpu(500)
                        .memoryBytes(2 * GIB)
                        .set("seats", 3)
                        .build())
                .hasToString("500 cpu, 2 GiB memory, 3 seats");
        assertThat(Resources.none()).hasToString("nothing");
        assertThat(Resources.describe("memory", 1_500L << 20)).isEqualTo("1500 MiB memory");
        assertThat(Resources.describe("disk", 1_234_567_891L)).isEqualTo("1.15 GiB disk");
        assertThat(Resources.describe("disk", 1)).isEqualTo("1 byte disk");
    }

    @Provide
    Arbitrary<Resources> resources() {
        Arbitrary<Long> amount = Arbitraries.longs().between(0, 1L << 60);
        Arbitrary<Long> small = Arbitraries.longs().between(0, 3);
        Arbitrary<Long> any = Arbitraries.frequencyOf(Tuple.of(2, small), Tuple.of(1, amount));
        return Combinators.combine(any, any, any, any, any, any)
                .as((cpu, memory, disk, a, b, z) -> Resources.builder()
                        .cpu(cpu)
                        .memoryBytes(memory)
                        .diskBytes(disk)
                        .set("a.seats", a)
                        .set("licence.b", b)
                        .set("z", z)
                        .build());
    }
}
