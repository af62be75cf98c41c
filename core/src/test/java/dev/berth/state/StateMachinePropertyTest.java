package dev.berth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.Node;
import dev.berth.model.Resources;
import dev.berth.testkit.RandomCommands;
import dev.berth.testkit.StateInvariants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class StateMachinePropertyTest {
    private static final StateMachine MACHINE = new StateMachine();

    @Property(tries = 60)
    void whatIsKeptStepByStepEqualsWhatIsComputedFromScratch(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int length) {
        RandomCommands commands = new RandomCommands(seed);
        ClusterState state = ClusterState.empty();
        for (int i = 0; i < length; i++) {
            state = MACHINE.apply(state, commands.nextEntry(state)).state();
            if (i % 25 == 0) {
                StateInvariants.check(state);
            }
        }
        StateInvariants.check(state);
    }

    @Property(tries = 40)
    void indexAndTimeGrowStrictlyWithEachDecidedCommand(@ForAll long seed) {
        RandomCommands commands = new RandomCommands(seed);
        ClusterState state = ClusterState.empty();
        for (int i = 0; i < 200; i++) {
            CommandEntry entry = commands.nextEntry(state);
            StateMachine.Transition next = MACHINE.apply(state, entry);
            if (next.result() instanceof CommandResult.Duplicate) {
                assertThat(next.state()).isSameAs(state);
            } else {
                assertThat(next.state().index()).isEqualTo(state.index() + 1);
                assertThat(next.state().timeNanos()).isEqualTo(Math.max(state.timeNanos() + 1, entry.epochNanos()));
                assertThat(next.result().events()).allSatisfy(event -> {
                    assertThat(event.index()).isEqualTo(next.state().index());
                    assertThat(event.epochNanos()).isEqualTo(next.state().timeNanos());
                });
            }
            state = next.state();
        }
    }

    @Property(tries = 30)
    void anOldStateStaysAsItWasHoweverManyFollowOrBranchOff(@ForAll long seed) {
        RandomCommands commands = new RandomCommands(seed);
        Random random = new Random(seed);
        List<ClusterState> states = new ArrayList<>(List.of(ClusterState.empty()));
        List<Content> contents = new ArrayList<>(List.of(Content.of(ClusterState.empty())));
        for (int i = 0; i < 150; i++) {
            ClusterState base = states.get(random.nextInt(5) > 0 ? states.size() - 1 : random.nextInt(states.size()));
            ClusterState next = MACHINE.apply(base, commands.nextEntry(base)).state();
            states.add(next);
            contents.add(Content.of(next));
        }
        for (int i = 0; i < states.size(); i++) {
            assertThat(Content.of(states.get(i))).isEqualTo(contents.get(i));
        }
    }

    @Property(tries = 40)
    void aDifferenceLeadsFromAnyStateToAnyOther(@ForAll long seed) {
        RandomCommands commands = new RandomCommands(seed);
        List<ClusterState> states = new ArrayList<>(List.of(ClusterState.empty()));
        for (int i = 0; i < 150; i++) {
            states.add(MACHINE.apply(states.get(i), commands.nextEntry(states.get(i)))
                    .state());
        }
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            ClusterState from = states.get(random.nextInt(states.size()));
            ClusterState to = states.get(random.nextInt(states.size()));
            assertThat(Content.of(from).after(from, to)).isEqualTo(Content.of(to));
        }
    }

    /** What a state holds, as plain maps. */
    private record Content(
            Map<JobKey, Job> jobs,
            Map<Integer, Node> nodes,
            Map<Integer, Resources> usage,
            Map<AllocationId, Allocation> allocations,
            Map<EvaluationId, Evaluation> evaluations) {

        static Content of(ClusterState state) {
            Content content = new Content(
                    new LinkedHashMap<>(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>());
            state.jobs().forEach(job -> content.jobs.put(job.key(), job));
            state.allocations().forEach(allocation -> content.allocations.put(allocation.id(), allocation));
            state.evaluations().forEach(evaluation -> content.evaluations.put(evaluation.id(), evaluation));
            for (int row = 0; row < state.nodeRows(); row++) {
                Node node = state.nodeAt(row);
                if (node != null) {
                    content.nodes.put(row, node);
                }
                if (!state.usageAt(row).isNone()) {
                    content.usage.put(row, state.usageAt(row));
                }
            }
            return content;
        }

        /** Changes this content, which is that of {@code from}, by what the difference to {@code to} says. */
        Content after(ClusterState from, ClusterState to) {
            to.diff(from, new StateDiffVisitor() {
                @Override
                public void job(@Nullable Job before, @Nullable Job after) {
                    change(
                            jobs,
                            before == null ? null : before.key(),
                            after == null ? null : after.key(),
                            before,
                            after);
                }

                @Override
                public void node(int row, @Nullable Node before, @Nullable Node after) {
                    change(nodes, row, row, before, after);
                }

                @Override
                public void usage(int row, Resources before, Resources after) {
                    assertThat(usage.getOrDefault(row, Resources.none())).isEqualTo(before);
                    usage.put(row, after);
                    usage.values().removeIf(Resources::isNone);
                }

                @Override
                public void allocation(@Nullable Allocation before, @Nullable Allocation after) {
                    change(
                            allocations,
                            before == null ? null : before.id(),
                            after == null ? null : after.id(),
                            before,
                            after);
                }

                @Override
                public void evaluation(@Nullable Evaluation before, @Nullable Evaluation after) {
                    change(
                            evaluations,
                            before == null ? null : before.id(),
                            after == null ? null : after.id(),
                            before,
                            after);
                }
            });
            return this;
        }

        private static <K, V> void change(
                Map<K, V> map, @Nullable K oldKey, @Nullable K newKey, @Nullable V before, @Nullable V after) {
            K key = Objects.requireNonNull(oldKey == null ? newKey : oldKey);
            assertThat(map.get(key)).isEqualTo(before);
            if (after == null) {
                map.remove(key);
            } else {
                map.put(key, after);
            }
        }
    }
}
