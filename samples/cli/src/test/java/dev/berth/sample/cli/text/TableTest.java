package dev.berth.sample.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCellWithTwoSpacesBetween() {
        Table table = new Table("ID", "Status").row("a", "running").row("longer", "dead");

        assertThat(table.lines()).containsExactly("ID      Status", "a       running", "longer  dead");
    }

    @Test
    void aTableWithoutRowsPrintsNothing() {
        assertThat(new Table("ID", "Status").lines()).isEmpty();
    }

    @Test
    void aCellStaysOnItsLine() {
        assertThat(new Table("A", "B").row("1\n2", "x").lines()).containsExactly("A    B", "1 2  x");
    }

    @Test
    void aRowHasAsManyCellsAsTheHeader() {
        assertThatThrownBy(() -> new Table("A", "B").row("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The row has 1 cells, the header 2.");
    }

    @Test
    void theEqualsSignsOfABlockStandInOneColumn() {
        assertThat(new Block()
                        .add("ID", "a")
                        .add("Priority", 50)
                        .addUnlessEmpty("None", "")
                        .lines())
                .containsExactly("ID       = a", "Priority = 50");
    }

    @Test
    void idsAreShortUnlessTheyAreAskedForWhole() {
        assertThat(Ids.show("633d527c-6378-466d", false)).isEqualTo("633d527c");
        assertThat(Ids.show("633d527c-6378-466d", true)).isEqualTo("633d527c-6378-466d");
        assertThat(Ids.shorten("abc")).isEqualTo("abc");
    }

    @Test
    void shortTimesAreInMilliseconds() {
        assertThat(Times.ofNanos(250_000_000)).isEqualTo("250ms");
        assertThat(Times.ofNanos(12_900_000_000L)).isEqualTo("12s");
        assertThat(Times.ofEpochNanos(0)).isEqualTo("-");
    }
}
