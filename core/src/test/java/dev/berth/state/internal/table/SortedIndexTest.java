package dev.berth.state.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SortedIndexTest {

    private record Version(SortedIndex<String> index, TreeMap<String, Integer> expected) {}

    @Property(tries = 60)
    void everyVersionFindsItsKeysAndListsThemInOrder(@ForAll Random random) {
        List<Version> versions = new ArrayList<>(List.of(new Version(SortedIndex.empty(), new TreeMap<>())));
        for (int v = 0; v < 6; v++) {
            versions.add(changed(versions.get(versions.size() - 1), random));
        }
        for (Version version : versions) {
            assertThat(rowsOf(version.index)).containsExactlyElementsOf(version.expected.values());
            version.expected.forEach(
                    (key, row) -> assertThat(version.index.find(key)).isEqualTo(row));
            assertThat(version.index.find("job-")).isEqualTo(-1);
            assertThat(version.index.find("zzz")).isEqualTo(-1);
            assertThat(version.index.size()).isEqualTo(version.expected.size());
        }
    }

    @Test
    void aKeyIsAddedAndRemovedOnce() {
        SortedIndex<String> index = SortedIndex.<String>empty().add("a", 1);

        assertThatThrownBy(() -> index.add("a", 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> index.remove("b")).isInstanceOf(IllegalStateException.class);
        assertThat(rowsOf(index.remove("a"))).isEmpty();
    }

    private static Version changed(Version base, Random random) {
        SortedIndex<String> index = base.index;
        TreeMap<String, Integer> expected = new TreeMap<>(base.expected);
        boolean ascending = random.nextBoolean();
        for (int c = random.nextInt(1_500); c > 0; c--) {
            String key = "job-" + (ascending ? 10_000_000 + expected.size() : random.nextInt(3_000));
            if (expected.containsKey(key)) {
                expected.remove(key);
                index = index.remove(key);
            } else {
                expected.put(key, c);
                index = index.add(key, c);
            }
        }
        return new Version(index, expected);
    }

    private static List<Integer> rowsOf(SortedIndex<String> index) {
        List<Integer> rows = new ArrayList<>();
        for (PrimitiveIterator.OfInt i = index.rows(); i.hasNext(); ) {
            rows.add(i.nextInt());
        }
        return rows;
    }
}
