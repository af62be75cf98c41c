package dev.berth.state;

/**
 * The log holds something this version of Berth does not understand. The replica has to stop before it, for going on would
 * make its state differ from the others'. After an upgrade it goes on from where it stopped.
 */
public final class NewerBerthNeededException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NewerBerthNeededException(String message) {
        super(message);
    }

    static NewerBerthNeededException level(int needed, int supported) {
        return new NewerBerthNeededException(
                "The cluster uses behaviour level (" + needed + "), this version of Berth supports levels up to ("
                        + supported + "): upgrade Berth on this server and start it again.");
    }
}
