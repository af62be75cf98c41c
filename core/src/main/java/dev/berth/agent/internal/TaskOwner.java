package dev.berth.agent.internal;

import dev.berth.agent.AllocationHook;
import dev.berth.model.Allocation;

/** What a task runner needs of the allocation it belongs to. Confined to the allocation's lane. */
interface TaskOwner {
    /** Returns the allocation as the control plane sees it now. */
    Allocation allocation();

    /** Returns what hooks work on now; safe to hand to workers. */
    AllocationHook.Scope scope();

    Lane lane();

    AgentServices services();

    /** The task's state or record changed. */
    void taskChanged();
}
