package dev.berth.driver.exec.internal;

/**
 * A process that cannot be mistaken for a later one with the same id. Immutable. Printed as {@code pid-start-boot}.
 *
 * @param startTicks as in {@link ProcStat}
 * @param bootId of the boot it lived in
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {

    /**
     * Reads what {@link #toString()} printed.
     *
     * @throws IllegalArgumentException when the text is not an identity
     */
    public static ProcessIdentity parse(String text) {
        String[] parts = text.split("-", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("This (" + text + ") is not a process: pid-start-boot.");
        }
        return new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    /** Returns whether it still executes. Reads {@code /proc}. */
    public boolean isAlive() {
        return ProcFs.stat(pid).filter(stat -> stat.isAlive() && isSame(stat)).isPresent();
    }

    /** Returns whether its id now belongs to another process: nothing that the id names is ours. */
    public boolean isReplaced() {
        return !bootId.equals(ProcFs.bootId())
                || ProcFs.stat(pid)
                        .filter(stat -> stat.startTicks() != startTicks)
                        .isPresent();
    }

    private boolean isSame(ProcStat stat) {
        return stat.startTicks() == startTicks && bootId.equals(ProcFs.bootId());
    }

    @Override
    public String toString() {
        return pid + "-" + startTicks + "-" + bootId;
    }
}
