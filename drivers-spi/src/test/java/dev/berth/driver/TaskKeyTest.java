package dev.berth.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class TaskKeyTest {
    private static final UUID ALLOCATION = UUID.fromString("5b0c7d1e-0000-4000-8000-00000000009d");

    @Test
    void itIsPrintedAsAllocationTaskAndRun() {
        assertThat(new TaskKey(ALLOCATION, "my_web", 3)).hasToString(ALLOCATION + "_my_web_3");
    }

    @Property(tries = 500)
    void whatIsPrintedIsSafeAndReadBack(@ForAll @NotEmpty String name, @ForAll @IntRange(min = 0) int run) {
        String valid = name.replace('/', '-').replace('\0', '-').replaceAll("[\\ud800-\\udfff]", "-");
        TaskKey key = new TaskKey(ALLOCATION, valid, run);

        assertThat(key.toString()).matches("[A-Za-z0-9._-]+");
        assertThat(TaskKey.parse(key.toString())).isEqualTo(key);
        assertThat(key.fileName()).matches("[A-Za-z0-9._-]{1,120}");
    }

    @Test
    void veryLongNamesStillHaveDifferentFileNames() {
        String name = "x".repeat(300);

        assertThat(new TaskKey(ALLOCATION, name + "a", 0).fileName())
                .isNotEqualTo(new TaskKey(ALLOCATION, name + "b", 0).fileName());
    }

    @Test
    void aNameThatCannotNameAFileIsRefused() {
        assertThatThrownBy(() -> new TaskKey(ALLOCATION, "a/b", 0)).hasMessageContaining("a/b");
        assertThatThrownBy(() -> TaskKey.parse("web_0")).hasMessageContaining("web_0");
    }
}
