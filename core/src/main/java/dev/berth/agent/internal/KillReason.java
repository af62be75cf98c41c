package dev.berth.agent.internal;

import dev.berth.model.TaskEventType;

/** Why a task of an allocation is ended by the agent. */
enum KillReason {
    STOPPED(TaskEventType.KILLING, "The allocation is to stop"),
    SIBLING_FAILED(TaskEventType.SIBLING_TASK_FAILED, "Another task of the group failed"),
    LEADER_DEAD(TaskEventType.LEADER_TASK_DEAD, "The leader task of the group is dead"),
    MAIN_DEAD(TaskEventType.MAIN_TASKS_DEAD, "All main tasks of the group are dead");

    final TaskEventType event;
    final String message;

    KillReason(TaskEventType event, String message) {
        this.event = event;
        this.message = message;
    }
}
