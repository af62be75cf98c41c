package dev.berth.state.internal;

import com.google.common.collect.ImmutableList;
import dev.berth.host.RequestId;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobRevision;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.Resources;
import dev.berth.state.Rejection;
import dev.berth.state.RequestOutcome;
import dev.berth.state.internal.codec.BasicCodecs;
import dev.berth.state.internal.codec.EvaluationCodecs;
import dev.berth.state.internal.codec.JobCodecs;
import dev.berth.state.internal.codec.NodeCodecs;
import dev.berth.state.internal.codec.WireReader;
import dev.berth.state.internal.codec.WireWriter;
import dev.berth.state.internal.table.Edit;
import dev.berth.state.internal.table.IntList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bytes of slots: what a snapshot holds of a row and a digest is made of. What is derived is left out. */
final class RowCodecs {
    private RowCodecs() {}

    /** How a list of rows is written: in full for a snapshot, as its hash for a digest. */
    interface ListForm {
        void write(WireWriter out, IntList rows);
    }

    static void writeRows(WireWriter out, IntList rows) {
        out.varint(rows.size());
        int before = 0;
        for (int i = 0; i < rows.size(); i++) {
            out.zigzag((long) rows.get(i) - before);
            before = rows.get(i);
        }
    }

    static void writeHash(WireWriter out, IntList rows) {
        out.fixed64(rows.hash());
    }

    private static IntList readRows(WireReader in, Edit edit) {
        int size = in.count(1);
        IntList rows = IntList.EMPTY;
        long row = 0;
        for (int i = 0; i < size; i++) {
            row += in.zigzag();
            if (row < 0 || row > Integer.MAX_VALUE) {
                throw in.bad("a row (%s) is none".formatted(row));
            }
            rows = rows.append(edit, (int) row);
        }
        return rows;
    }

    static void writeJob(WireWriter out, JobSlot slot, ListForm lists) {
        BasicCodecs.JOB_KEY.write(out, slot.key());
        out.varint(slot.versions().size());
        for (JobVersion version : slot.versions()) {
            out.shared(JobCodecs.SHARED_JOB, version.spec());
            boolean revised = version.current() != version.spec();
            out.varint(revised ? 1 : 0);
            if (revised) {
                out.frame(JobCodecs.JOB_REVISION, version.current().revision());
            }
        }
        out.varint(slot.evaluated() ? 1 : 0);
        TreeMap<String, Integer> queued = new TreeMap<>();
        slot.counts().forEachQueued(queued::put);
        out.varint(queued.size());
        queued.forEach((group, number) -> {
            BasicCodecs.KEY.write(out, group);
            out.zigzag(number);
        });
        lists.write(out, slot.allocations());
        lists.write(out, slot.evaluations());
        lists.write(out, slot.deployments());
    }

    static JobSlot readJob(WireReader in, Edit edit) {
        JobKey key = BasicCodecs.JOB_KEY.read(in);
        ImmutableList.Builder<JobVersion> versions = ImmutableList.builder();
        for (int left = in.count(2); left > 0; left--) {
            Job spec = in.shared(JobCodecs.SHARED_JOB);
            JobVersion version = new JobVersion(spec, spec);
            JobRevision revised = in.varint(1, "truth value") == 1 ? in.frame(JobCodecs.JOB_REVISION) : null;
            versions.add(revised == null ? version : version.with(revised));
        }
        boolean evaluated = in.varint(1, "truth value") == 1;
        TreeMap<String, Integer> queued = new TreeMap<>();
        for (int left = in.count(2); left > 0; left--) {
            queued.put(BasicCodecs.KEY.read(in), BasicCodecs.INT32.read(in));
        }
        IntList allocations = readRows(in, edit);
        IntList evaluations = readRows(in, edit);
        IntList deployments = readRows(in, edit);
        JobSlot slot = new JobSlot(key, versions.build(), allocations, evaluations, deployments, evaluated, edit);
        queued.forEach(slot.counts()::queued);
        return slot;
    }

    static void writeNode(WireWriter out, NodeSlot slot, ListForm lists) {
        out.shared(BasicCodecs.SHARED_NODE_ID, slot.id());
        Node node = slot.node();
        out.varint(node == null ? 0 : 1);
        if (node != null) {
            out.frame(NodeCodecs.NODE, node);
        }
        out.varint(slot.allocationsIndex());
        lists.write(out, slot.allocations());
    }

    static NodeSlot readNode(WireReader in, Edit edit) {
        NodeId id = in.shared(BasicCodecs.SHARED_NODE_ID);
        Node node = in.varint(1, "truth value") == 1 ? in.frame(NodeCodecs.NODE) : null;
        long allocationsIndex = in.varint();
        return new NodeSlot(id, node, readRows(in, edit), Resources.none(), allocationsIndex, edit);
    }

    static void writeEvaluation(WireWriter out, EvaluationSlot slot, ListForm lists) {
        out.shared(BasicCodecs.SHARED_EVALUATION_ID, slot.id());
        Evaluation evaluation = slot.evaluation();
        out.varint(evaluation == null ? 0 : 1);
        if (evaluation != null) {
            out.frame(EvaluationCodecs.EVALUATION, evaluation);
        }
        lists.write(out, slot.allocations());
    }

    static EvaluationSlot readEvaluation(WireReader in, Edit edit) {
        EvaluationId id = in.shared(BasicCodecs.SHARED_EVALUATION_ID);
        Evaluation evaluation = in.varint(1, "truth value") == 1 ? in.frame(EvaluationCodecs.EVALUATION) : null;
        return new EvaluationSlot(id, evaluation, readRows(in, edit), edit);
    }

    static void writeRequest(WireWriter out, RequestOutcome outcome) {
        out.id(outcome.id().high(), outcome.id().low());
        out.varint(outcome.index());
        Rejection rejection = outcome.rejection();
        out.varint(rejection == null ? 0 : 1 + rejection.code().ordinal());
        if (rejection != null) {
            out.text(rejection.message());
        }
    }

    static RequestOutcome readRequest(WireReader in) {
        RequestId id = new RequestId(in.idHalf(), in.idHalf());
        long index = in.varint();
        int code = in.varint(Rejection.Code.values().length, "code of a rejection");
        @Nullable Rejection rejection = code == 0 ? null : new Rejection(Rejection.Code.values()[code - 1], in.text());
        return new RequestOutcome(id, index, rejection);
    }
}
