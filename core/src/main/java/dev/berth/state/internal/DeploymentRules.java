package dev.berth.state.internal;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentGroupState;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DeploymentId;
import dev.berth.model.DeploymentStatus;
import dev.berth.model.DeploymentUpdate;
import dev.berth.state.Command;
import dev.berth.state.Event;
import dev.berth.state.Rejection;
import dev.berth.state.Rejection.Code;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What commands about deployments write. */
final class DeploymentRules {
    private DeploymentRules() {}

    static @Nullable Rejection upsert(StateChange change, Command.UpsertDeployment command) {
        put(change, command.deployment());
        EvaluationRules.put(change, command.evaluation());
        return null;
    }

    /** Stores a deployment; of one that is known the counters stay, for they follow from allocations. */
    static void put(StateChange change, Deployment deployment) {
        Deployment old = change.deployment(deployment.id());
        if (old == null) {
            Deployment stored = deployment.toBuilder()
                    .createIndex(change.index())
                    .createTimeNanos(change.timeNanos())
                    .modifyIndex(change.index())
                    .modifyTimeNanos(change.timeNanos())
                    .build();
            change.putDeployment(stored);
            change.add(new Event.DeploymentUpdated(change.index(), change.timeNanos(), stored));
            return;
        }
        Map<String, DeploymentGroupState> groups = new TreeMap<>(deployment.groups());
        groups.replaceAll((name, group) -> counted(group, old.groups().get(name)));
        write(
                change,
                deployment.toBuilder()
                        .job(old.job())
                        .createIndex(old.createIndex())
                        .createTimeNanos(old.createTimeNanos())
                        .build(),
                groups);
    }

    private static DeploymentGroupState counted(DeploymentGroupState group, @Nullable DeploymentGroupState stored) {
        return stored == null
                ? group
                : group.toBuilder()
                        .placedCanaries(stored.placedCanaries())
                        .placedAllocations(stored.placedAllocations())
                        .healthyAllocations(stored.healthyAllocations())
                        .unhealthyAllocations(stored.unhealthyAllocations())
                        .requireProgressByNanos(stored.requireProgressByNanos())
                        .build();
    }

    /** Stores a deployment that is known, with these groups. */
    static void write(StateChange change, Deployment deployment, Map<String, DeploymentGroupState> groups) {
        Deployment stored = deployment.toBuilder()
                .groups(groups)
                .modifyIndex(change.index())
                .modifyTimeNanos(change.timeNanos())
                .build();
        change.putDeployment(stored);
        change.add(new Event.DeploymentUpdated(change.index(), change.timeNanos(), stored));
    }

    static @Nullable Rejection updateStatus(StateChange change, Command.UpdateDeploymentStatus command) {
        Rejection refusal = refuseUnlessActive(change, command.update().id());
        if (refusal == null) {
            setStatus(change, command.update());
            if (command.rollback() != null) {
                JobRules.store(change, command.rollback(), null);
            }
            EvaluationRules.put(change, command.evaluation());
        }
        return refusal;
    }

    private static @Nullable Rejection refuseUnlessActive(StateChange change, DeploymentId id) {
        Deployment deployment = change.deployment(id);
        if (deployment == null) {
            return Rejection.of(Code.NOT_FOUND, "Deployment (%s) does not exist.", id);
        }
        return deployment.active()
                ? null
                : Rejection.of(
                        Code.NOT_ALLOWED,
                        "Deployment (%s) is %s: it cannot be changed any more.",
                        id,
                        deployment.status().word());
    }

    /** Sets a status if the deployment exists; success makes the job's version one to return to. */
    static void setStatus(StateChange change, DeploymentUpdate update) {
        Deployment old = change.deployment(update.id());
        if (old == null) {
            return;
        }
        Deployment changed = old.toBuilder()
                .status(update.status())
                .statusDescription(update.statusDescription())
                .build();
        write(change, changed, changed.groups());
        if (update.status() == DeploymentStatus.SUCCESSFUL) {
            JobSlot slot = change.job(old.job());
            JobVersion version = slot == null ? null : JobRules.numbered(slot, old.jobVersion());
            if (version != null && version.spec().revision().createIndex() == old.jobCreateIndex()) {
                JobRules.markStable(change, old.job(), version, true);
            }
        }
    }

    static @Nullable Rejection promote(StateChange change, Command.PromoteDeployment command) {
        Rejection refusal = refuseUnlessActive(change, command.deployment());
        Deployment deployment = change.deployment(command.deployment());
        if (refusal != null || deployment == null) {
            return refusal;
        }
        Map<String, DeploymentGroupState> groups = new TreeMap<>(deployment.groups());
        for (Map.Entry<String, DeploymentGroupState> entry : groups.entrySet()) {
            DeploymentGroupState group = entry.getValue();
            boolean meant = command.groups().isEmpty() || command.groups().contains(entry.getKey());
            if (meant && group.desiredCanaries() > 0 && !group.promoted()) {
                int healthy = healthyCanaries(change, group);
                if (healthy < group.desiredCanaries()) {
                    return Rejection.of(
                            Code.NOT_ALLOWED,
                            "Deployment (%s) cannot be promoted: group (%s) has %s of %s healthy canaries.",
                            deployment.id(),
                            entry.getKey(),
                            healthy,
                            group.desiredCanaries());
                }
                entry.setValue(promoted(change, group));
            }
        }
        for (String name : command.groups()) {
            if (!groups.containsKey(name)) {
                return Rejection.of(Code.NOT_FOUND, "Deployment (%s) has no group (%s).", deployment.id(), name);
            }
        }
        groups.forEach((name, group) -> {
            if (group != deployment.groups().get(name)) {
                group.placedCanaries().forEach(id -> clearCanary(change, id));
            }
        });
        write(change, deployment, groups);
        EvaluationRules.put(change, command.evaluation());
        return null;
    }

    private static int healthyCanaries(StateChange change, DeploymentGroupState group) {
        int healthy = 0;
        for (AllocationId id : group.placedCanaries()) {
            Allocation canary = change.allocation(id);
            DeploymentHealth health = canary == null || canary.terminal() ? null : canary.deploymentHealth();
            healthy += health != null && health.isHealthy() ? 1 : 0;
        }
        return healthy;
    }

    private static DeploymentGroupState promoted(StateChange change, DeploymentGroupState group) {
        long deadline = group.progressDeadline().isZero()
                ? group.requireProgressByNanos()
                : change.timeNanos() + group.progressDeadline().toNanos();
        return group.toBuilder().promoted(true).requireProgressByNanos(deadline).build();
    }

    private static void clearCanary(StateChange change, AllocationId id) {
        int row = change.allocationRow(id);
        if (row < 0) {
            return;
        }
        Allocation old = change.allocationAt(row);
        DeploymentHealth health = old.deploymentHealth();
        if (health != null && health.canary()) {
            put(change, row, old, health.toBuilder().canary(false).build());
        }
    }

    private static void put(StateChange change, int row, Allocation old, DeploymentHealth health) {
        Allocation updated = old.toBuilder()
                .deploymentHealth(health.toBuilder().modifyIndex(change.index()).build())
                .modifyIndex(change.index())
                .modifyTimeNanos(change.timeNanos())
                .build();
        change.replaceAllocation(row, old, updated);
        change.add(new Event.AllocationUpdated(change.index(), change.timeNanos(), updated, old));
    }

    static @Nullable Rejection setHealth(StateChange change, Command.SetAllocationHealth command) {
        Rejection refusal = refuseUnlessActive(change, command.deployment());
        if (refusal != null) {
            return refusal;
        }
        DeploymentProgress progress = new DeploymentProgress(change);
        command.healthy().forEach(id -> setHealth(change, progress, command.deployment(), id, true));
        command.unhealthy().forEach(id -> setHealth(change, progress, command.deployment(), id, false));
        progress.write();
        if (command.update() != null) {
            setStatus(change, command.update());
        }
        if (command.rollback() != null) {
            JobRules.store(change, command.rollback(), null);
        }
        EvaluationRules.put(change, command.evaluation());
        return null;
    }

    private static void setHealth(
            StateChange change,
            DeploymentProgress progress,
            DeploymentId deployment,
            AllocationId id,
            boolean healthy) {
        int row = change.allocationRow(id);
        if (row < 0 || !deployment.equals(change.allocationAt(row).deploymentId())) {
            return;
        }
        Allocation old = change.allocationAt(row);
        DeploymentHealth health = AllocationRules.verdict(change, old, healthy);
        if (health != null && !health.equals(old.deploymentHealth())) {
            put(change, row, old, health);
            progress.moved(old, change.allocationAt(row));
        }
    }

    static @Nullable Rejection delete(StateChange change, Command.DeleteDeployments command) {
        for (DeploymentId id : command.deployments()) {
            Deployment deployment = change.deployment(id);
            if (deployment != null && !deployment.active()) {
                change.removeDeployment(deployment);
                change.add(new Event.DeploymentDeleted(change.index(), change.timeNanos(), id));
            }
        }
        return null;
    }
}
