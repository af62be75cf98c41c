package dev.berth.driver.docker.internal;

/** One entry of {@code volumes}: {@code source:target} or {@code source:target:ro}. Immutable. */
record VolumeSpec(String source, String target, boolean readOnly) {

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    static VolumeSpec parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("must be source:target or source:target:ro");
        }
        if (!parts[1].startsWith("/")) {
            throw new IllegalArgumentException("must have an absolute path after the colon");
        }
        String mode = parts.length == 3 ? parts[2] : "rw";
        if (!mode.equals("ro") && !mode.equals("rw")) {
            throw new IllegalArgumentException("has a mode other than ro and rw");
        }
        return new VolumeSpec(parts[0], parts[1], mode.equals("ro"));
    }

    boolean isHostPath() {
        return isHostPath(source);
    }

    /** Returns whether a source is a path of the machine, rather than one below the task's directory. */
    static boolean isHostPath(String source) {
        return source.startsWith("/");
    }
}
