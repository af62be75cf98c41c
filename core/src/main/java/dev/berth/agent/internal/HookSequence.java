package dev.berth.agent.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.util.concurrent.MoreExecutors;
import dev.berth.agent.AllocationHook;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Calls the hooks of an allocation: one after the other on the workers, in order to prepare and in reverse order to undo.
 * Which were begun is on the disk before they are called, so that they are undone after a crash. Confined to the
 * allocation's lane.
 */
final class HookSequence {
    private interface Call {
        void on(AllocationHook hook) throws Exception;
    }

    private final AllocationRunner runner;
    private final Executor sequence;
    private boolean preparing;

    HookSequence(AllocationRunner runner) {
        this.runner = runner;
        this.sequence = MoreExecutors.newSequentialExecutor(runner.services().workers());
    }

    /** Returns whether prerun is under way. */
    boolean preparing() {
        return preparing;
    }

    /** Makes the directories and calls prerun of all hooks; the first failure ends it. */
    void prerun(Runnable whenDone, Consumer<Throwable> whenFailed) {
        preparing = true;
        var directory = runner.scope().directory();
        call(
                () -> {
                    directory.create();
                    return directory;
                },
                () -> prerunNext(runner.services().hooks().iterator(), whenDone, whenFailed),
                failure -> {
                    preparing = false;
                    whenFailed.accept(failure);
                });
    }

    private void prerunNext(Iterator<AllocationHook> rest, Runnable whenDone, Consumer<Throwable> whenFailed) {
        if (!rest.hasNext()) {
            preparing = false;
            whenDone.run();
            return;
        }
        AllocationHook hook = rest.next();
        runner.changeLocal(runner.local().withHook(hook.name()));
        var scope = runner.scope();
        call(
                () -> HookFailure.naming(hook, () -> {
                    hook.prerun(scope);
                    return hook;
                }),
                () -> prerunNext(rest, whenDone, whenFailed),
                failure -> {
                    preparing = false;
                    whenFailed.accept(failure);
                });
    }

    /** Calls postrun of those that were begun, the last one first; failures are reported. */
    void postrun(Runnable whenDone) {
        List<String> begun = runner.local().hooksBegun();
        List<AllocationHook> known = runner.services().hooks().stream()
                .filter(hook -> begun.contains(hook.name()))
                .toList();
        postrunNext(Lists.reverse(ImmutableList.copyOf(known)).iterator(), whenDone);
    }

    private void postrunNext(Iterator<AllocationHook> rest, Runnable whenDone) {
        if (!rest.hasNext()) {
            whenDone.run();
            return;
        }
        AllocationHook hook = rest.next();
        var scope = runner.scope();
        Runnable next = () -> {
            runner.changeLocal(runner.local().withoutHook(hook.name()));
            postrunNext(rest, whenDone);
        };
        call(
                () -> {
                    hook.postrun(scope);
                    return hook;
                },
                next,
                failure -> {
                    report(hook, "postrun", failure);
                    next.run();
                });
    }

    /** Tells that the allocation will be stopped. */
    void stopping() {
        var scope = runner.scope();
        tell("stopping", hook -> hook.stopping(scope));
    }

    /** Tells that there is a newer version. */
    void updated() {
        var scope = runner.scope();
        tell("updated", hook -> hook.updated(scope));
    }

    private void tell(String step, Call call) {
        for (AllocationHook hook : runner.services().hooks()) {
            call(
                    () -> {
                        call.on(hook);
                        return hook;
                    },
                    () -> {},
                    failure -> report(hook, step, failure));
        }
    }

    private void call(Callable<Object> work, Runnable whenDone, Consumer<Throwable> whenFailed) {
        runner.lane().blocking(sequence, work, (result, failure) -> {
            if (failure == null) {
                whenDone.run();
            } else {
                whenFailed.accept(failure);
            }
        });
    }

    private void report(AllocationHook hook, String step, Throwable failure) {
        runner.services().errors().report("hook " + hook.name() + " " + step, failure);
    }
}
