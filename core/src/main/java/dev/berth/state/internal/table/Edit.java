package dev.berth.state.internal.table;

/**
 * The identity of one running change: a chunk whose owner is the running edit was copied by it and may be written in
 * place; every other chunk belongs to a published version and is copied first.
 *
 * <p>Nobody keeps an edit once its change is published, so what it owned can never be written again. Confined to the
 * thread that makes the change.
 */
public final class Edit {}
