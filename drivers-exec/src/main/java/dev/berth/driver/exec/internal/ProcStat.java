package dev.berth.driver.exec.internal;

/**
 * One line of {@code /proc/PID/stat}. Immutable.
 *
 * @param state {@code R}, {@code S}, … ; {@code Z} when it has ended and waits for its parent
 * @param session the process id of the leader of its session
 * @param startTicks when it began, in ticks since the boot: tells it from another process with the same id
 * @param cpuTicks time on cpu of its own and of the children it has waited for
 */
public record ProcStat(long pid, char state, long parent, long session, long startTicks, long cpuTicks) {
    private static final int AFTER_NAME = 2; // the number of fields before those that follow the name

    /** Returns whether it still executes. */
    public boolean isAlive() {
        return state != 'Z' && state != 'X' && state != 'x';
    }

    /** Reads the kernel's line; the name in it may hold blanks and parentheses. */
    static ProcStat parse(String line) {
        long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).strip().split(" ");
        long cpu = 0;
        for (int field = 14; field <= 17; field++) { // utime, stime, cutime, cstime
            cpu += number(fields, field);
        }
        return new ProcStat(pid, fields[0].charAt(0), number(fields, 4), number(fields, 6), number(fields, 22), cpu);
    }

    private static long number(String[] fields, int field) {
        return Long.parseLong(fields[field - AFTER_NAME - 1]);
    }
}
