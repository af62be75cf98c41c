package dev.berth.state;

/**
 * The levels of behaviour a cluster can be at. The level is part of the state: a replica behaves as the level says, not
 * as its version of Berth would like, so that servers of different versions stay identical during a rolling upgrade. It is
 * raised by {@link Command.RaiseBehaviourLevel} once every server {@linkplain Command.AdvertiseSupport supports} it.
 *
 * <p>Whoever changes what applying a command does adds a level here, asks {@link ClusterState#behaviourLevel()} where the
 * behaviours part, and keeps the old one.
 */
public final class BehaviourLevel {

    /** What every version of Berth can do. A new cluster starts here. */
    public static final int FIRST = 1;

    /**
     * The memory of recent requests is longer (65,536 instead of 4,096 of them), and also holds those that were refused:
     * a proposer that lost an answer can tell "refused" from "never arrived", and a repeated refusal is not decided anew.
     */
    public static final int REMEMBERED_REFUSALS = 2;

    /** The highest level this version of Berth follows. */
    public static final int HIGHEST = REMEMBERED_REFUSALS;

    private BehaviourLevel() {}
}
