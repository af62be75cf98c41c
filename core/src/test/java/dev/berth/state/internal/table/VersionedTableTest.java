package dev.berth.state.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VersionedTableTest {

    /** A version of the table beside what a plain map says it holds. */
    private record Version(VersionedTable<Integer> table, TreeMap<Integer, Integer> expected) {}

    @Property(tries = 150)
    void everyVersionKeepsWhatItHeldHoweverManyFollow(@ForAll Random random) {
        List<Version> versions = randomHistory(random, 40, 400);

        for (Version version : versions) {
            assertThat(contentOf(version.table)).isEqualTo(version.expected);
            assertThat(version.table.size()).isEqualTo(version.expected.size());
        }
    }

    @SuppressWarnings("BoxedPrimitiveEquality") // the table compares by identity, and so does what is expected of it
    @Property(tries = 100)
    void aDifferenceNamesExactlyTheChangedRowsBetweenAnyTwoVersions(@ForAll Random random) {
        List<Version> versions = randomHistory(random, 12, 300);
        Version one = versions.get(random.nextInt(versions.size()));
        Version other = versions.get(random.nextInt(versions.size()));

        Map<Integer, List<Integer>> seen = new TreeMap<>();
        one.table.diff(other.table, (row, before, after) -> {
            List<Integer> values = new ArrayList<>();
            values.add(before);
            values.add(after);
            assertThat(seen.put(row, values)).as("row %s reported once", row).isNull();
        });

        Map<Integer, List<Integer>> expected = new TreeMap<>();
        TreeMap<Integer, Integer> rows = new TreeMap<>(one.expected);
        rows.putAll(other.expected);
        for (int row : rows.keySet()) {
            Integer before = other.expected.get(row);
            Integer after = one.expected.get(row);
            if (before != after) { // by identity, as the table sees it
                List<Integer> values = new ArrayList<>();
                values.add(before);
                values.add(after);
                expected.put(row, values);
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Property(tries = 100)
    void theDigestIsTheSumOverTheRowsWhenComputedAtAnyMoment(@ForAll Random random) {
        for (Version version : randomHistory(random, 20, 300)) {
            if (random.nextInt(3) == 0) {
                continue; // some versions are never asked, so later ones build upon older hashes
            }
            long expected = version.expected.entrySet().stream()
                    .mapToLong(e -> hash(e.getKey(), e.getValue()))
                    .sum();
            assertThat(version.table.digest(VersionedTableTest::hash)).isEqualTo(expected);
        }
    }

    @Test
    void aDigestHashesOnlyTheRowsChangedSinceTheLastOne() {
        AtomicInteger hashed = new AtomicInteger();
        VersionedTable.RowHash<Integer> counting = (row, value) -> {
            hashed.incrementAndGet();
            return hash(row, value);
        };
        VersionedTable<Integer> table = filled(10_000);
        table.digest(counting);
        hashed.set(0);

        var transaction = table.begin(new Edit());
        transaction.set(5, -1);
        transaction.set(7_777, -1);
        transaction.commit().digest(counting);

        assertThat(hashed).hasValue(2);
    }

    @Test
    void theLowestFreeRowIsTakenFirstAcrossLeavesAndBlocks() {
        VersionedTable<Integer> table = filled(40_000);
        var removal = table.begin(new Edit());
        for (int row : new int[] {39_999, 20_000, 16_384, 130, 3}) {
            removal.remove(row);
        }

        var addition = removal.commit().begin(new Edit());

        assertThat(new int[] {addition.add(1), addition.add(1), addition.add(1), addition.add(1), addition.add(1)})
                .containsExactly(3, 130, 16_384, 20_000, 39_999);
        assertThat(addition.add(1)).isEqualTo(40_000);
    }

    @Test
    void aRowLimitThatIsRestoredReachesBeyondTheUsedRows() {
        var transaction = VersionedTable.<Integer>empty().begin(new Edit());
        transaction.set(2, 20);
        transaction.restoreRowLimit(50_000);

        VersionedTable<Integer> table = transaction.commit();

        assertThat(table.rowLimit()).isEqualTo(50_000);
        assertThat(table.get(49_999)).isNull();
        assertThat(table.begin(new Edit()).add(1)).isZero();
    }

    @Test
    void aChangeThatDidNothingIsTheOldVersion() {
        VersionedTable<Integer> table = filled(3);

        assertThat(table.begin(new Edit()).commit()).isSameAs(table);
    }

    @Test
    void aFreeRowIsNotFreedTwice() {
        var transaction = filled(3).begin(new Edit());
        transaction.remove(1);

        assertThatThrownBy(() -> transaction.remove(1)).isInstanceOf(IllegalStateException.class);
    }

    private static VersionedTable<Integer> filled(int rows) {
        var transaction = VersionedTable.<Integer>empty().begin(new Edit());
        for (int i = 0; i < rows; i++) {
            assertThat(transaction.add(i)).isEqualTo(i);
        }
        return transaction.commit();
    }

    private static List<Version> randomHistory(Random random, int versions, int changes) {
        List<Version> history = new ArrayList<>();
        history.add(new Version(VersionedTable.empty(), new TreeMap<>()));
        for (int v = 0; v < versions; v++) {
            // mostly the newest version goes on, sometimes an old one forks
            Version base = history.get(random.nextInt(4) > 0 ? history.size() - 1 : random.nextInt(history.size()));
            history.add(changed(base, random, random.nextInt(changes)));
        }
        return history;
    }

    private static Version changed(Version base, Random random, int changes) {
        TreeMap<Integer, Integer> expected = new TreeMap<>(base.expected);
        var transaction = base.table.begin(new Edit());
        for (int c = 0; c < changes; c++) {
            Integer value = Integer.valueOf(1_000 + random.nextInt(1 << 20));
            int kind = random.nextInt(10);
            if (kind < 5 || expected.isEmpty()) {
                int lowest = 0;
                while (expected.containsKey(lowest)) {
                    lowest++;
                }
                assertThat(transaction.add(value)).isEqualTo(lowest);
                expected.put(lowest, value);
            } else {
                Integer row = expected.ceilingKey(random.nextInt(expected.lastKey() + 1));
                if (kind < 8) {
                    transaction.set(row, value);
                    expected.put(row, value);
                } else {
                    transaction.remove(row);
                    expected.remove(row);
                }
            }
        }
        return new Version(transaction.commit(), expected);
    }

    private static Map<Integer, Integer> contentOf(VersionedTable<Integer> table) {
        Map<Integer, Integer> content = new HashMap<>();
        table.forEach((value, row) -> {
            assertThat(table.get(row)).isSameAs(value);
            content.put(row, value);
        });
        return new TreeMap<>(content);
    }

    private static long hash(int row, Integer value) {
        return (row * 31L + value) * 0x9E3779B97F4A7C15L;
    }
}
