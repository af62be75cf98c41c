package dev.berth.driver.exec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcFsTest {
    @Test
    void aNameWithBlanksAndParenthesesDoesNotShiftTheFields() {
        ProcStat stat =
                ProcStat.parse("42 (a) b (c) S 7 42 41 0 -1 4194304 1 2 3 4 10 20 30 40 20 0 1 0 987 1000 5 6\n");

        assertThat(stat).isEqualTo(new ProcStat(42, 'S', 7, 41, 987, 100));
    }

    @Test
    void thisProcessIsAliveAndAnotherStartTimeIsAnotherProcess() {
        long pid = ProcessHandle.current().pid();
        ProcStat stat = ProcFs.stat(pid).orElseThrow();
        var self = new ProcessIdentity(pid, stat.startTicks(), ProcFs.bootId());

        assertThat(self.isAlive()).isTrue();
        assertThat(self.isReplaced()).isFalse();
        assertThat(ProcessIdentity.parse(self.toString())).isEqualTo(self);
        assertThat(new ProcessIdentity(pid, stat.startTicks() - 1, ProcFs.bootId()).isAlive())
                .isFalse();
        assertThat(new ProcessIdentity(pid, stat.startTicks() - 1, ProcFs.bootId()).isReplaced())
                .isTrue();
        assertThat(new ProcessIdentity(pid, stat.startTicks(), "another boot").isAlive())
                .isFalse();
        assertThat(ProcFs.all()).extracting(ProcStat::pid).contains(pid);
    }
}
