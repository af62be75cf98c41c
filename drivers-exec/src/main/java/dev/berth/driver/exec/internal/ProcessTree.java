package dev.berth.driver.exec.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All processes of a task: those in its control group, or where there is none those in its session and their
 * descendants. Stateless; every call looks anew: a group costs a look per member, a session one per process of the machine.
 */
final class ProcessTree {
    private static final int ROUNDS = 20;

    private ProcessTree() {}

    /** Returns the living processes of a task, also when its first one has ended. */
    static List<ProcStat> members(ProcessIdentity leader, TaskCgroup cgroup) {
        if (cgroup.isPresent()) {
            return cgroup.pids().stream()
                    .flatMap(pid -> ProcFs.stat(pid).stream())
                    .filter(ProcStat::isAlive)
                    .toList();
        }
        return membersBySession(leader);
    }

    private static List<ProcStat> membersBySession(ProcessIdentity leader) {
        // While a session has members the kernel gives its leader's id to nobody else; a replaced id means it is empty.
        if (leader.isReplaced()) {
            return List.of();
        }
        List<ProcStat> all = ProcFs.all();
        Set<Long> ids = new HashSet<>();
        for (ProcStat process : all) {
            if (process.session() == leader.pid() || process.pid() == leader.pid()) {
                ids.add(process.pid());
            }
        }
        for (int before = -1; before != ids.size(); ) {
            before = ids.size();
            all.stream().filter(process -> ids.contains(process.parent())).forEach(process -> ids.add(process.pid()));
        }
        return all.stream()
                .filter(process -> process.isAlive() && ids.contains(process.pid()))
                .toList();
    }

    /**
     * Kills all processes of a task. Frozen where possible, else again and again until no new one turns up.
     *
     * @return whether none is left
     */
    static boolean kill(ProcessIdentity leader, TaskCgroup cgroup) {
        for (int round = 0; round < ROUNDS; round++) {
            cgroup.freeze();
            List<ProcStat> members;
            try {
                members = members(leader, cgroup);
                kill(members);
            } finally {
                cgroup.thaw();
            }
            if (members.isEmpty()) {
                return true;
            }
            Pause.millis(2L << Math.min(round, 6));
        }
        return members(leader, cgroup).isEmpty();
    }

    /** Kills the members of a session, such as a supervisor with its helpers. */
    static void killSession(ProcessIdentity leader) {
        if (!leader.isReplaced()) {
            kill(ProcFs.all().stream()
                    .filter(process -> process.session() == leader.pid())
                    .toList());
        }
    }

    /** Sends SIGKILL to each, after a last look that the id still names the same process. */
    private static void kill(List<ProcStat> processes) {
        for (ProcStat process : processes) {
            ProcessHandle.of(process.pid())
                    .filter(handle -> ProcFs.stat(process.pid())
                            .filter(now -> now.startTicks() == process.startTicks())
                            .isPresent())
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
