package dev.berth.internal.engine;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Affinity;
import dev.berth.model.Constraint;
import dev.berth.model.GroupKey;
import dev.berth.model.NetworkRequest;
import dev.berth.model.ReasonCode;
import dev.berth.model.Spread;
import dev.berth.model.VolumeRequest;
import dev.berth.place.Ask;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ColumnNames;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Scores;
import dev.berth.schedule.Strategy;
import dev.berth.schedule.ValueCounts;
import dev.berth.schedule.Verdict;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** An ask with the checks and scorers its strategy prepared for it. Lives for one placement. Confined to one thread. */
final class PreparedAsk implements AskView {
    private static final Verdict NO_PORTS = Verdict.infeasible(ReasonCode.PORT_COLLISION, "no set of free ports");

    private final Ask ask;
    private final ColumnNames dimensions;
    private final ColumnNames columns;
    private final boolean avoidsNodes;
    private final BiFunction<String, Scope, ValueCounts> counts;
    private final ImmutableList<Check> checks;
    private final ImmutableList<Term> terms;
    private final Strategy.Combination combination;
    private final long weights;
    private final boolean needsPorts;

    /** A prepared filter and what it depends on. */
    record Check(Filter.NodeCheck check, Dependence dependence) {}

    /** A prepared scorer, its name and its weight. */
    record Term(String name, Scorer.NodeScorer scorer, int weight) {}

    PreparedAsk(
            Ask ask,
            Strategy strategy,
            ColumnNames dimensions,
            ColumnNames columns,
            boolean avoidsNodes,
            BiFunction<String, Scope, ValueCounts> counts) {
        this.ask = ask;
        this.dimensions = dimensions;
        this.columns = columns;
        this.avoidsNodes = avoidsNodes;
        this.counts = counts;
        this.checks = strategy.filters().stream()
                .filter(filter -> filter.activeFor(this))
                .map(filter -> new Check(filter.prepare(this), filter.dependence()))
                .collect(ImmutableList.toImmutableList());
        this.terms = strategy.scorers().stream()
                .filter(weighted -> weighted.scorer().activeFor(this))
                .map(one -> new Term(one.scorer().name(), one.scorer().prepare(this), one.weight()))
                .collect(ImmutableList.toImmutableList());
        this.combination = strategy.combination();
        this.weights = Math.max(1, terms.stream().mapToLong(Term::weight).sum());
        this.needsPorts = PortRequests.any(ask.networks());
    }

    Ask ask() {
        return ask;
    }

    /** Returns the first refusal, or the feasible verdict. */
    Verdict check(NodeCursor node) {
        for (int i = 0; i < checks.size(); i++) {
            Verdict verdict = checks.get(i).check.check(node);
            if (!verdict.isFeasible()) {
                return verdict;
            }
        }
        return portsAssignable(node.state().ports()) ? Verdict.feasible() : NO_PORTS;
    }

    /** Returns whether no filter that looks at what a node is, rather than at what is on it, refuses the node. */
    boolean fixedFeasible(NodeCursor node) {
        return checks.stream()
                .filter(check -> check.dependence.kind() == Dependence.Kind.FIXED)
                .allMatch(check -> check.check.check(node).isFeasible());
    }

    /** Returns whether the ask would fit the node if nothing were on it. */
    boolean fitsEmpty(NodeState state, NodePorts emptyPorts) {
        return state.capacity().covers(ask.resources()) && portsAssignable(emptyPorts);
    }

    private boolean portsAssignable(NodePorts ports) {
        return !needsPorts || ports.assign(ask.networks()) != null;
    }

    /** Returns a candidate with its score, not yet with ports. */
    Pick score(NodeCursor node) {
        long sum = 0;
        long present = 0;
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            long score = term.scorer.score(node);
            if (score != Scores.ABSENT) {
                boolean weighted = combination == Strategy.Combination.WEIGHTED_SUM;
                sum += weighted ? Math.multiplyExact(score, (long) term.weight) : score;
                present++;
            }
        }
        long divisor = combination == Strategy.Combination.WEIGHTED_SUM ? weights : Math.max(1, present);
        return new Pick(node.state().node(), sum, divisor, ImmutableList.of());
    }

    /** Returns each term by its name, absent ones left out. */
    SortedMap<String, Double> terms(NodeCursor node) {
        SortedMap<String, Double> values = new TreeMap<>();
        for (Term term : terms) {
            long score = term.scorer.score(node);
            if (score != Scores.ABSENT) {
                values.put(term.name, Scores.toDouble(score));
            }
        }
        return values;
    }

    @Override
    public String name() {
        return ask.name();
    }

    @Override
    public GroupKey group() {
        return ask.group();
    }

    @Override
    public int count() {
        return ask.count();
    }

    @Override
    public ColumnNames dimensions() {
        return dimensions;
    }

    @Override
    public ColumnNames columns() {
        return columns;
    }

    @Override
    public long amount(int dimension) {
        return ask.resources().get(dimensions.name(dimension));
    }

    @Override
    public List<String> datacenters() {
        return ask.datacenters();
    }

    @Override
    public String nodePool() {
        return ask.nodePool();
    }

    @Override
    public List<Constraint> constraints() {
        return ask.constraints();
    }

    @Override
    public List<Constraint> constraints(Scope scope) {
        return scope == Scope.JOB ? ask.jobConstraints() : ask.groupConstraints();
    }

    @Override
    public List<Affinity> affinities() {
        return ask.affinities();
    }

    @Override
    public List<Spread> spreads() {
        return ask.spreads();
    }

    @Override
    public List<String> drivers() {
        return ask.drivers().stream().toList();
    }

    @Override
    public List<NetworkRequest> networks() {
        return ask.networks();
    }

    @Override
    public List<VolumeRequest> volumes() {
        return ask.volumes();
    }

    @Override
    public List<String> devices() {
        return ask.devices();
    }

    @Override
    public int cores() {
        return ask.cores();
    }

    @Override
    public boolean avoidsNodes() {
        return avoidsNodes;
    }

    @Override
    public ValueCounts counts(String target, Scope scope) {
        return counts.apply(target, scope);
    }
}
