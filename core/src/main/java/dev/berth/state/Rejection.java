package dev.berth.state;

import java.util.Locale;

/**
 * Why the cluster refused a command. Part of the replicated outcome: every replica refuses alike.
 *
 * @param code what kind of refusal, for programs
 * @param message one sentence for people: what, which value, what to do
 */
public record Rejection(Code code, String message) {

    /** Kinds of refusal. May grow: keep a default branch. */
    public enum Code {
        /** The proposer leads no longer: a newer term has begun. */
        STALE_TERM("stale-term"),
        /** The command needs a behaviour level the cluster has not been raised to. */
        LEVEL_TOO_LOW("level-too-low"),
        /** A server that is known does not support the behaviour level yet. */
        LEVEL_UNSUPPORTED("level-unsupported"),
        /** What the command names does not exist. */
        NOT_FOUND("not-found"),
        /** Somebody changed it since the caller looked. */
        CONFLICT("conflict"),
        /** The change is not possible in the present situation. */
        NOT_ALLOWED("not-allowed"),
        /** The caller is not who it says it is. */
        WRONG_SECRET("wrong-secret"),
        /** Sums of resources exceed what can be counted. */
        OVERFLOW("overflow");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        /** Returns the stable word of the code, as it stands in logs and on the wire. */
        public String word() {
            return word;
        }
    }

    /** Returns a rejection whose message is formatted as by {@link String#format}. */
    public static Rejection of(Code code, String message, Object... values) {
        return new Rejection(code, values.length == 0 ? message : String.format(Locale.ROOT, message, values));
    }
}
