package dev.berth.state;

/**
 * The log holds something this version of Berth does not understand. The replica has to stop before it, for going on would
 * make its state differ from the others'. After an upgrade it goes on from where it stopped.
 */
public final class NewerBerthNeededException extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    private static final String ADVICE = " Upgrade Berth on this server and start it again.";

    private NewerBerthNeededException(String message) {
        super(message + ADVICE);
    }

    static NewerBerthNeededException level(int needed, int supported) {
        return new NewerBerthNeededException("The cluster uses behaviour level (" + needed
                + "), this version of Berth supports levels up to (" + supported + ").");
    }

    static NewerBerthNeededException kind(int kind) {
        return new NewerBerthNeededException(
                "The log holds a command of kind (" + kind + "), which this version of Berth does not know.");
    }

    static NewerBerthNeededException format(int format, int known) {
        return new NewerBerthNeededException("The log holds an entry of format (" + format
                + "), this version of Berth reads format (" + known + ").");
    }
}
