package dev.berth.state.internal;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.SchedulerConfiguration;
import dev.berth.state.Command;
import dev.berth.state.Event;
import dev.berth.state.Rejection;
import dev.berth.state.Rejection.Code;
import dev.berth.state.Table;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What commands about the cluster itself write: configuration, terms, servers and the behaviour level. */
final class ClusterRules {
    private ClusterRules() {}

    static @Nullable Rejection configure(StateChange change, Command.SetSchedulerConfiguration command) {
        SchedulerConfiguration old = change.configuration();
        Long expected = command.expectedModifyIndex();
        if (expected != null && expected != old.modifyIndex()) {
            return Rejection.of(
                    Code.CONFLICT,
                    "The scheduler configuration was expected at index (%s), but it is at (%s): look at it again.",
                    expected,
                    old.modifyIndex());
        }
        SchedulerConfiguration changed = command.configuration().toBuilder()
                .createIndex(old.createIndex() == 0 ? change.index() : old.createIndex())
                .modifyIndex(change.index())
                .build();
        change.configuration(changed);
        change.add(new Event.SchedulerConfigurationChanged(change.index(), change.timeNanos(), changed));
        return null;
    }

    static @Nullable Rejection begin(StateChange change, Command.BeginTerm command) {
        if (command.term() <= change.term) {
            return Rejection.of(
                    Code.STALE_TERM,
                    "Term (%s) cannot begin: (%s) leads in term (%s) already.",
                    command.term(),
                    change.leader,
                    change.term);
        }
        change.term = command.term();
        change.leader = command.leader();
        change.touched(Table.CLUSTER);
        change.add(new Event.TermBegan(change.index(), change.timeNanos(), command.term(), command.leader()));
        return null;
    }

    static @Nullable Rejection advertise(StateChange change, Command.AdvertiseSupport command) {
        if (command.highestLevel() < change.level) {
            return Rejection.of(
                    Code.LEVEL_UNSUPPORTED,
                    "Server (%s) supports behaviour levels up to (%s), but the cluster is at (%s): upgrade it.",
                    command.server(),
                    command.highestLevel(),
                    change.level);
        }
        SortedMap<String, Integer> servers = new TreeMap<>(change.servers);
        servers.put(command.server(), command.highestLevel());
        change.servers = ImmutableSortedMap.copyOfSorted(servers);
        change.touched(Table.CLUSTER);
        change.add(new Event.SupportAdvertised(
                change.index(), change.timeNanos(), command.server(), command.highestLevel()));
        return null;
    }

    static @Nullable Rejection forget(StateChange change, Command.ForgetServer command) {
        if (!change.servers.containsKey(command.server())) {
            return Rejection.of(Code.NOT_FOUND, "Server (%s) is not known.", command.server());
        }
        SortedMap<String, Integer> servers = new TreeMap<>(change.servers);
        servers.remove(command.server());
        change.servers = ImmutableSortedMap.copyOfSorted(servers);
        change.touched(Table.CLUSTER);
        change.add(new Event.ServerForgotten(change.index(), change.timeNanos(), command.server()));
        return null;
    }

    static @Nullable Rejection raise(StateChange change, Command.RaiseBehaviourLevel command) {
        int level = command.level();
        if (level <= change.level) {
            return Rejection.of(
                    Code.NOT_ALLOWED,
                    "The behaviour level is (%s) already and is never lowered to (%s).",
                    change.level,
                    level);
        }
        if (change.servers.isEmpty()) {
            return Rejection.of(
                    Code.LEVEL_UNSUPPORTED,
                    "Behaviour level (%s) cannot begin: no server has said what it supports.",
                    level);
        }
        for (Map.Entry<String, Integer> server : change.servers.entrySet()) {
            if (server.getValue() < level) {
                return Rejection.of(
                        Code.LEVEL_UNSUPPORTED,
                        "Behaviour level (%s) cannot begin: server (%s) supports levels up to (%s). Upgrade or forget it.",
                        level,
                        server.getKey(),
                        server.getValue());
            }
        }
        change.level = level;
        change.touched(Table.CLUSTER);
        change.add(new Event.BehaviourLevelRaised(change.index(), change.timeNanos(), level));
        return null;
    }
}
