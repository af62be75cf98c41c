package dev.berth.state.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdIndexTest {
    private static final int ROWS = 4_000;

    /** Row r has id (highs[r], lows[r]). */
    private record Table(long[] highs, long[] lows) implements IdIndex.Ids {
        @Override
        public long high(int row) {
            return highs[row];
        }

        @Override
        public long low(int row) {
            return lows[row];
        }
    }

    private record Version(IdIndex index, TreeMap<String, Integer> expected) {}

    @Property(tries = 60)
    void everyVersionFindsItsIdsAndListsThemInOrder(
            @ForAll Random random, @ForAll @IntRange(min = 0, max = 3) int kind) {
        Table ids = ids(random, kind);
        List<Version> versions = new ArrayList<>(List.of(new Version(IdIndex.EMPTY, new TreeMap<>())));
        for (int v = 0; v < 8; v++) {
            versions.add(changed(versions.get(versions.size() - 1), ids, random));
        }
        for (Version version : versions) {
            assertHolds(version, ids);
        }
    }

    @Test
    void anIndexThatWasEmptiedIsEmptyAgain() {
        Table ids = ids(new Random(7), 0);
        Edit edit = new Edit();
        IdIndex index = IdIndex.EMPTY;
        for (int row = 0; row < 500; row++) {
            index = index.add(edit, ids.high(row), ids.low(row), row, ids);
        }
        for (int row = 0; row < 500; row++) {
            index = index.remove(edit, ids.high(row), ids.low(row), row);
        }

        assertThat(index.size()).isZero();
        assertThat(index.rows(ids).hasNext()).isFalse();
        assertThatThrownBy(index.rows(ids)::nextInt).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void removingWhatIsNotThereIsRefused() {
        assertThatThrownBy(() -> IdIndex.EMPTY.remove(new Edit(), 1, 2, 3)).isInstanceOf(IllegalStateException.class);
    }

    private static Version changed(Version base, Table ids, Random random) {
        IdIndex index = base.index;
        TreeMap<String, Integer> expected = new TreeMap<>(base.expected);
        Edit edit = new Edit();
        for (int c = random.nextInt(1_200); c > 0; c--) {
            int row = random.nextInt(ROWS);
            String id = text(ids, row);
            if (expected.remove(id) == null) {
                expected.put(id, row);
                index = index.add(edit, ids.high(row), ids.low(row), row, ids);
            } else {
                index = index.remove(edit, ids.high(row), ids.low(row), row);
            }
        }
        return new Version(index, expected);
    }

    private static void assertHolds(Version version, Table ids) {
        for (int row = 0; row < ROWS; row++) {
            int expected = version.expected.getOrDefault(text(ids, row), -1);
            assertThat(version.index.find(ids.high(row), ids.low(row), ids)).isEqualTo(expected);
        }
        List<Integer> rows = new ArrayList<>();
        for (PrimitiveIterator.OfInt i = version.index.rows(ids); i.hasNext(); ) {
            rows.add(i.nextInt());
        }
        assertThat(rows).containsExactlyElementsOf(version.expected.values());
        assertThat(version.index.size()).isEqualTo(version.expected.size());
    }

    /** Ids as they come in practice: random, counted up, equal but for the ends, clustered by time. */
    private static Table ids(Random random, int kind) {
        long[] highs = new long[ROWS];
        long[] lows = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            highs[row] =
                    kind == 0 ? random.nextLong() : kind == 1 ? 0 : kind == 2 ? (long) row << 60 : 1L << 40 | row / 8;
            lows[row] = kind == 1 ? row : kind == 2 ? row >>> 4 : random.nextLong();
        }
        return new Table(highs, lows);
    }

    private static String text(Table ids, int row) {
        return String.format("%016x%016x", ids.high(row), ids.low(row));
    }
}
