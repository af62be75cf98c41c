package dev.berth.driver.docker.internal;

/** A value of {@code ulimit}: {@code soft:hard}, or one number for both; -1 is unlimited. Immutable. */
record UlimitSpec(long soft, long hard) {

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException when it is none
     */
    static UlimitSpec parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length <= 2) {
                return new UlimitSpec(
                        Long.parseLong(parts[0].strip()), Long.parseLong(parts[parts.length - 1].strip()));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number, or two as soft:hard", e);
        }
        throw new IllegalArgumentException("must be a number, or two as soft:hard");
    }
}
