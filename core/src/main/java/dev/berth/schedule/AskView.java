package dev.berth.schedule;

import dev.berth.model.Affinity;
import dev.berth.model.Constraint;
import dev.berth.model.GroupKey;
import dev.berth.model.NetworkRequest;
import dev.berth.model.Spread;
import dev.berth.model.VolumeRequest;
import java.util.List;

/**
 * What is to be placed, as filters and scorers see it: the facts of a task group or of an ask without a job. Implemented by
 * Berth; may grow.
 *
 * <p>Lists keep the order of definition. Constraints, affinities and networks of job, group and tasks are merged already.
 * <b>Thread-safety:</b> confined to the thread that places.
 */
public interface AskView {
    /** Returns the name of the ask or the task group. */
    String name();

    /** Returns whose instances these are; an ask without a job is its own job. */
    GroupKey group();

    /** Returns how many instances the group wants in all, at least 1; the denominator of shares. */
    int count();

    /** Returns the resource dimensions. */
    ColumnNames dimensions();

    /** Returns the host's own numeric columns. */
    ColumnNames columns();

    /** Returns how much one instance takes of a dimension, 0 or more, in the dimension's unit. */
    long amount(int dimension);

    /** Returns the globs of the datacenters, at least one. */
    List<String> datacenters();

    /** Returns the node pool, or {@code all}. */
    String nodePool();

    /** Returns the constraints of job, group and tasks, all of which must hold. */
    List<Constraint> constraints();

    /** Returns the constraints that were written at the job, or those written at the group and its tasks. */
    List<Constraint> constraints(Scope scope);

    /** Returns the affinities. */
    List<Affinity> affinities();

    /** Returns the spreads. */
    List<Spread> spreads();

    /** Returns the drivers of the tasks, each once, sorted. */
    List<String> drivers();

    /** Returns the networks. */
    List<NetworkRequest> networks();

    /** Returns the volumes. */
    List<VolumeRequest> volumes();

    /** Returns the names of devices asked for, empty when none. */
    List<String> devices();

    /** Returns the number of reserved cores one instance wants, 0 for none. */
    int cores();

    /** Returns whether the instance being placed has nodes it should rather not come to ({@link NodeView#avoided()}). */
    boolean avoidsNodes();

    /** Returns the live counts per value of a target such as {@code ${meta.rack}}, over this group or its whole job. */
    ValueCounts counts(String target, Scope scope);

    /** The ask's task group, or its whole job. */
    enum Scope {
        /** The task group. */
        GROUP,
        /** The job with all its task groups. */
        JOB
    }
}
