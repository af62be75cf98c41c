package dev.berth.state.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IntListTest {

    private record Version(IntList list, List<Integer> expected) {}

    @Property(tries = 150)
    void everyVersionKeepsItsNumbersInOrder(@ForAll Random random) {
        List<Version> versions = new ArrayList<>(List.of(new Version(IntList.EMPTY, List.of())));
        for (int v = 0; v < 30; v++) {
            Version base = versions.get(random.nextInt(4) > 0 ? versions.size() - 1 : random.nextInt(versions.size()));
            versions.add(changed(base, random));
        }

        for (Version version : versions) {
            assertThat(IntStream.of(version.list.toArray()).boxed()).containsExactlyElementsOf(version.expected);
            assertThat(version.list.size()).isEqualTo(version.expected.size());
            int[] numbers =
                    version.expected.stream().mapToInt(Integer::intValue).toArray();
            assertThat(version.list.hash()).isEqualTo(IntList.of(numbers).hash());
        }
    }

    @Test
    void aListOfGivenNumbersHoldsThem() {
        int[] numbers = IntStream.range(0, 1_000).map(i -> i * 3).toArray();

        assertThat(IntList.of(numbers).toArray()).containsExactly(numbers);
    }

    @Test
    void withinOneEditTheSameListGrows() {
        Edit edit = new Edit();
        IntList list = IntList.EMPTY.append(edit, 1);

        assertThat(list.append(edit, 2)).isSameAs(list);
        assertThat(IntList.EMPTY.size()).isZero();
    }

    @Test
    void removingNothingGivesTheSameList() {
        IntList list = IntList.of(1, 2, 3);

        assertThat(list.removeIf(new Edit(), number -> number > 3)).isSameAs(list);
    }

    private static Version changed(Version base, Random random) {
        Edit edit = new Edit();
        IntList list = base.list;
        List<Integer> expected = new ArrayList<>(base.expected);
        if (random.nextInt(6) == 0) {
            int bit = 1 << random.nextInt(4);
            list = list.removeIf(edit, number -> (number & bit) != 0);
            expected.removeIf(number -> (number & bit) != 0);
        }
        for (int c = random.nextInt(300); c > 0; c--) {
            int number = random.nextInt(1 << 20);
            list = list.append(edit, number);
            expected.add(number);
        }
        return new Version(list, expected);
    }
}
