package dev.berth.place;

/**
 * A stretch of a session's work that can still be taken back. Closing it without a {@link #commit()} discards it. Confined to the
 * session's thread.
 *
 * <pre>{@code
 * try (Tentative attempt = session.tentative()) {
 *     if (session.place(gang).complete()) {
 *         attempt.commit();
 *     }
 * }
 * }</pre>
 */
public final class Tentative implements AutoCloseable {
    private final PlacementSession session;
    private final PlacementSession.Memory before;
    private boolean open = true;

    Tentative(PlacementSession session, PlacementSession.Memory before) {
        this.session = session;
        this.before = before;
    }

    /**
     * Keeps everything that was done since it was opened.
     *
     * @throws IllegalStateException if it is closed already, or one opened later is still open
     */
    public void commit() {
        end();
    }

    /**
     * Takes back everything that was done since it was opened: placements, releases, changes of nodes and columns.
     *
     * @throws IllegalStateException if it is closed already, or one opened later is still open
     */
    public void discard() {
        end();
        session.restore(before);
    }

    /** Discards, unless committed or discarded already. */
    @Override
    public void close() {
        if (open) {
            discard();
        }
    }

    private void end() {
        if (!open) {
            throw new IllegalStateException("This tentative work was committed or discarded already.");
        }
        session.endTentative(this);
        open = false;
    }
}
