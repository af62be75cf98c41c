package dev.berth.state.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.model.Allocation;
import dev.berth.model.Constraint;
import dev.berth.model.Extras;
import dev.berth.model.GroupKey;
import dev.berth.model.Job;
import dev.berth.model.JobLimits;
import dev.berth.model.Operand;
import dev.berth.model.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCodecsTest {

    private static final Map<String, ModelCodecs.Entry<?>> ALL = ModelCodecs.all();
    private static final Set<Class<?>> NEVER_STORED = Set.of(GroupKey.class, JobLimits.class, Problem.class);

    @Test
    void everyRecordOfTheModelHasACodec() {
        List<String> without = ModelCodecs.classesBeside(Job.class)
                .filter(type -> type.isRecord() && !type.getSimpleName().endsWith("Id") && !NEVER_STORED.contains(type))
                .map(Class::getSimpleName)
                .filter(name -> !ALL.containsKey(name))
                .toList();

        assertThat(without).isEmpty();
    }

    @Property(tries = 1_500)
    void everyValueReadsBackEqualAndIsWrittenAgainAlike(
            @ForAll("codecs") ModelCodecs.Entry<?> entry, @ForAll long seed) {
        readsBack(entry, seed);
    }

    @Property(tries = 300)
    void aFieldOfANewerVersionIsKeptByEveryTypeWithExtras(
            @ForAll("growing") ModelCodecs.Entry<?> entry, @ForAll long seed, @ForAll long newer) {
        WireWriter out = new WireWriter();
        out.raw(bytes(entry, seed));
        out.int64(300, newer);
        out.text(301, "newer");
        out.text(301, "still");
        byte[] bytes = out.toByteArray();

        assertThat(writtenAgain(entry, bytes)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void damageGivesAValueOrOneClearException(ModelCodecs.Entry<?> entry) {
        survivesDamage(entry);
    }

    @Property(tries = 20)
    void manyAllocationsOfOneStreamShareTheirJobsAndTexts(@ForAll long seed) {
        RandomModel random = new RandomModel(seed);
        Job job = random.some(Job.class);
        Allocation one = random.some(Allocation.class).toBuilder().job(job).build();
        Allocation two = random.some(Allocation.class).toBuilder()
                .job(job.toBuilder().build())
                .build();
        WireWriter out = new WireWriter();
        out.frame(AllocationCodecs.ALLOCATION, one);
        out.frame(AllocationCodecs.ALLOCATION, two);

        WireReader in = new WireReader(out.toByteArray());
        Allocation readOne = in.frame(AllocationCodecs.ALLOCATION);
        Allocation readTwo = in.frame(AllocationCodecs.ALLOCATION);

        assertThat(List.of(readOne, readTwo)).containsExactly(one, two);
        assertThat(readTwo.job()).isSameAs(readOne.job());
    }

    @Test
    void equalJobsThatAreDifferentInstancesGiveTheSameBytes() {
        Allocation allocation = new RandomModel(7).some(Allocation.class);
        Allocation twin = new RandomModel(7).some(Allocation.class);
        assertThat(twin.job()).isNotSameAs(allocation.job());

        assertThat(bytes(allocation, twin)).isEqualTo(bytes(allocation, allocation));
    }

    @Test
    void aConstraintThatIsTooDeepIsRefusedByTheWriter() {
        Constraint constraint = Constraint.of("a", Operand.EQUAL, "b");
        for (int i = 0; i < 300; i++) {
            constraint = new Constraint.Not(constraint);
        }
        Constraint tooDeep = constraint;

        assertThatThrownBy(() -> ConstraintCodecs.CONSTRAINT.encode(tooDeep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deeper than 200");
    }

    private static byte[] bytes(Allocation one, Allocation two) {
        WireWriter out = new WireWriter();
        out.frame(AllocationCodecs.ALLOCATION, one);
        out.frame(AllocationCodecs.ALLOCATION, two);
        return out.toByteArray();
    }

    private static <T> byte[] bytes(ModelCodecs.Entry<T> entry, long seed) {
        return entry.codec().encode(entry.random(seed));
    }

    private static <T> byte[] writtenAgain(ModelCodecs.Entry<T> entry, byte[] bytes) {
        T value = entry.codec().decode(bytes);
        return entry.codec().encode(value);
    }

    private static <T> void readsBack(ModelCodecs.Entry<T> entry, long seed) {
        CodecContract.readsBack(entry.codec(), entry.random(seed));
    }

    /** Of some values the one with the most bytes below a bound, so that most fields are there and the test stays short. */
    private static <T> void survivesDamage(ModelCodecs.Entry<T> entry) {
        byte[] largest = new byte[0];
        for (long seed = 0; seed < 60; seed++) {
            byte[] bytes = entry.codec().encode(entry.random(seed));
            if (bytes.length > largest.length && bytes.length < 400) {
                largest = bytes;
            }
        }
        CodecContract.survivesDamage(entry.codec(), largest);
    }

    @Provide
    Arbitrary<ModelCodecs.Entry<?>> codecs() {
        return Arbitraries.of(ALL.values());
    }

    @Provide
    Arbitrary<ModelCodecs.Entry<?>> growing() {
        return Arbitraries.of(ALL.values().stream()
                .filter(entry -> entry.type().isRecord())
                .filter(entry -> Arrays.stream(entry.type().getRecordComponents())
                        .anyMatch(component -> component.getType() == Extras.class))
                .toList());
    }

    static Collection<ModelCodecs.Entry<?>> entries() {
        return ALL.values();
    }
}
