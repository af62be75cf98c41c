package dev.berth.agent.internal;

import dev.berth.agent.AllocationHook;
import java.util.concurrent.Callable;

/** A hook threw; the message names it. */
final class HookFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private HookFailure(AllocationHook hook, Exception cause) {
        super("The hook (" + hook.name() + ") failed: " + ErrorLog.sentence(cause), cause);
    }

    /** Calls a hook, naming it in what it throws. */
    static <T> T naming(AllocationHook hook, Callable<T> call) throws HookFailure {
        try {
            return call.call();
        } catch (Exception e) {
            throw new HookFailure(hook, e);
        }
    }
}
