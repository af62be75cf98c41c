package dev.berth.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.agent.RestartTracker.Decision;
import dev.berth.agent.RestartTracker.End;
import dev.berth.agent.RestartTracker.Next;
import dev.berth.agent.RestartTracker.Window;
import dev.berth.model.JobType;
import dev.berth.model.Lifecycle;
import dev.berth.model.RestartPolicy;
import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestartTrackerTest {
    private static final long NOW = 1_767_225_600_000_000_000L;
    private static final End FAILED = new End.Exited(false);
    private static final End SUCCEEDED = new End.Exited(true);

    @Test
    void aServiceRestartsTwiceWithinHalfAnHourAndThenFails() {
        var tracker = service(RestartPolicy.defaultsFor(JobType.SERVICE));

        Decision first = tracker.decide(FAILED, Window.NONE, NOW, 0);
        Decision second = tracker.decide(FAILED, first.window(), NOW + minutes(1), -1);
        Decision third = tracker.decide(FAILED, second.window(), NOW + minutes(2), 0);

        assertThat(first.next()).isEqualTo(new Next.Restart(Duration.ofSeconds(15), "Within the restart policy"));
        assertThat(second.next()).isInstanceOf(Next.Restart.class);
        assertThat(third.next()).isEqualTo(new Next.Failed("2 restarts within 30m are used up"));
    }

    @Test
    void aNewWindowBeginsAfterTheInterval() {
        var tracker = service(RestartPolicy.defaultsFor(JobType.SERVICE));
        Window used = new Window(2, NOW);

        assertThat(tracker.decide(FAILED, used, NOW + minutes(30), 0).next()).isInstanceOf(Next.Failed.class);
        Decision after = tracker.decide(FAILED, used, NOW + minutes(30) + 1, 0);

        assertThat(after.next()).isInstanceOf(Next.Restart.class);
        assertThat(after.window()).isEqualTo(new Window(1, NOW + minutes(30) + 1));
    }

    @Test
    void modeDelayWaitsForTheEndOfTheWindow() {
        var tracker = service(RestartPolicy.defaultsFor(JobType.SERVICE).toBuilder()
                .mode(RestartPolicy.Mode.DELAY)
                .build());

        Decision third = tracker.decide(FAILED, new Window(2, NOW), NOW + minutes(12), 0);

        assertThat(third.next())
                .isEqualTo(new Next.Restart(Duration.ofMinutes(18), "2 restarts within 30m are used up"));
    }

    @Property
    void theDelayIsSpreadOverAQuarterOfIt(@ForAll long jitter) {
        var tracker = service(RestartPolicy.defaultsFor(JobType.SERVICE));

        Next next = tracker.decide(FAILED, Window.NONE, NOW, jitter).next();

        assertThat(((Next.Restart) next).delay())
                .isBetween(Duration.ofSeconds(15), Duration.ofMillis(18_750).minusNanos(1));
    }

    static Stream<Arguments> whoIsRestartedAfterSuccess() {
        Lifecycle prestart = Lifecycle.builder(Lifecycle.Hook.PRESTART).build();
        Lifecycle sidecar = prestart.toBuilder().sidecar(true).build();
        Lifecycle poststart = Lifecycle.builder(Lifecycle.Hook.POSTSTART).build();
        Lifecycle poststop = Lifecycle.builder(Lifecycle.Hook.POSTSTOP).build();
        return Stream.of(
                Arguments.of(JobType.SERVICE, null, true),
                Arguments.of(JobType.SYSTEM, null, true),
                Arguments.of(JobType.BATCH, null, false),
                Arguments.of(JobType.SYSBATCH, null, false),
                Arguments.of(JobType.SERVICE, prestart, false),
                Arguments.of(JobType.BATCH, sidecar, true),
                Arguments.of(JobType.SERVICE, poststart, false),
                Arguments.of(JobType.SERVICE, poststop, false));
    }

    @ParameterizedTest
    @MethodSource("whoIsRestartedAfterSuccess")
    void successEndsWhatIsMeantToEnd(JobType type, Lifecycle lifecycle, boolean restarted) {
        var tracker = new RestartTracker(RestartPolicy.defaultsFor(type), type, lifecycle);

        Next next = tracker.decide(SUCCEEDED, Window.NONE, NOW, 0).next();

        assertThat(next).isInstanceOf(restarted ? Next.Restart.class : Next.Done.class);
    }

    @Test
    void aKillIsFinalAndDoesNotCount() {
        Decision decision = service(RestartPolicy.defaultsFor(JobType.SERVICE))
                .decide(new End.Killed(), new Window(1, NOW), NOW + 1, 0);

        assertThat(decision).isEqualTo(new Decision(new Next.Killed(), new Window(1, NOW)));
    }

    @Test
    void aRestartThatWasAskedForIsImmediateAndDoesNotCount() {
        Decision decision = service(none()).decide(new End.RestartRequested(), new Window(1, NOW), NOW + 1, 0);

        assertThat(decision.next()).isEqualTo(new Next.Restart(Duration.ZERO, "A restart was asked for"));
        assertThat(decision.window()).isEqualTo(new Window(1, NOW));
    }

    @Test
    void withoutAttemptsTheFirstEndIsFinal() {
        var batch = new RestartTracker(none(), JobType.BATCH, null);

        assertThat(service(none()).decide(FAILED, Window.NONE, NOW, 0).next()).isInstanceOf(Next.Failed.class);
        assertThat(service(none()).decide(SUCCEEDED, Window.NONE, NOW, 0).next())
                .as("a service is to go on, so its end is a failure")
                .isInstanceOf(Next.Failed.class);
        assertThat(batch.decide(SUCCEEDED, Window.NONE, NOW, 0).next()).isInstanceOf(Next.Done.class);
        assertThat(batch.decide(FAILED, Window.NONE, NOW, 0).next()).isInstanceOf(Next.Failed.class);
    }

    @Test
    void aStartThatCannotSucceedIsNotRepeated() {
        var tracker = service(RestartPolicy.defaultsFor(JobType.SERVICE));

        assertThat(tracker.decide(new End.NotStarted(false), Window.NONE, NOW, 0)
                        .next())
                .isInstanceOf(Next.Failed.class);
        assertThat(tracker.decide(new End.NotStarted(true), Window.NONE, NOW, 0).next())
                .isInstanceOf(Next.Restart.class);
    }

    private static RestartTracker service(RestartPolicy policy) {
        return new RestartTracker(policy, JobType.SERVICE, null);
    }

    private static RestartPolicy none() {
        return RestartPolicy.defaultsFor(JobType.SERVICE).toBuilder()
                .attempts(0)
                .build();
    }

    private static long minutes(long minutes) {
        return Duration.ofMinutes(minutes).toNanos();
    }
}
