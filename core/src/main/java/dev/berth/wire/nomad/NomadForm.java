package dev.berth.wire.nomad;

import dev.berth.model.Allocation;
import dev.berth.model.Deployment;
import dev.berth.model.Evaluation;
import dev.berth.model.Job;
import dev.berth.model.Node;
import java.util.List;

/**
 * One of the things that Nomad's JSON speaks of, for {@link NomadJson} to read and write. Immutable.
 *
 * @param <T> the type it is in the model
 */
public final class NomadForm<T> {

    /** A job. What the control plane counts about it is among its members. */
    public static final NomadForm<Job> JOB = of(JobShapes.JOB);

    /** A node. Its secret is never written, and ignored where it is read. */
    public static final NomadForm<Node> NODE = of(NodeShapes.NODE);

    /** An allocation with the version of its job that it runs. */
    public static final NomadForm<Allocation> ALLOCATION = of(AllocationShapes.ALLOCATION);

    /** An evaluation. */
    public static final NomadForm<Evaluation> EVALUATION = of(EvaluationShapes.EVALUATION);

    /** A deployment. */
    public static final NomadForm<Deployment> DEPLOYMENT = of(EvaluationShapes.DEPLOYMENT);

    /** A job in the envelope in which it is registered or planned: <code>{"Job": {...}, "EnforceIndex": true}</code>. */
    public static final NomadForm<JobRequest> JOB_REQUEST = of(StubShapes.JOB_REQUEST);

    /** A job as job lists show it. */
    public static final NomadForm<JobStub> JOB_STUB = of(StubShapes.JOB);

    /** The summary of a job. */
    public static final NomadForm<JobCounts> JOB_COUNTS = of(StubShapes.JOB_COUNTS);

    /** A node as node lists show it. */
    public static final NomadForm<NodeStub> NODE_STUB = of(StubShapes.NODE);

    /** An allocation as allocation lists show it. */
    public static final NomadForm<AllocationStub> ALLOCATION_STUB = of(StubShapes.ALLOCATION);

    private final JsonIn.Reader<T> reader;
    private final JsonOut.Writer<T> writer;

    private NomadForm(JsonIn.Reader<T> reader, JsonOut.Writer<T> writer) {
        this.reader = reader;
        this.writer = writer;
    }

    private static <T> NomadForm<T> of(Shape<T, ?> shape) {
        return new NomadForm<>(shape::read, shape::write);
    }

    /** Returns the form of a list of these; unlike lists inside of objects, an empty one is written as {@code []}. */
    public NomadForm<List<T>> list() {
        return new NomadForm<>(in -> in.list(reader), (out, values) -> out.fullList(values, writer));
    }

    JsonIn.Reader<T> reader() {
        return reader;
    }

    JsonOut.Writer<T> writer() {
        return writer;
    }
}
