package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Statistics;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.TaskStats;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a container uses: the first of the daemon's samples, which comes at once. Stateless. */
final class ContainerUsage {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerUsage.class);
    private static final long WAIT_SECONDS = 10;

    private ContainerUsage() {}

    /** Returns a sample, or nothing when the container does not run. */
    static Optional<TaskStats> read(Daemon daemon, String id) {
        var first = new First();
        try (first) {
            daemon.streams().statsCmd(id).exec(first);
            return Optional.ofNullable(first.sample.get(WAIT_SECONDS, TimeUnit.SECONDS))
                    .flatMap(ContainerUsage::convert);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotFoundException) {
                return Optional.empty();
            }
            throw unavailable(daemon, id, e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(daemon, id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(daemon, id, e);
        } catch (IOException e) {
            LOG.debug("The statistics of {} did not close well.", id, e);
            return Optional.empty();
        }
    }

    private static DriverException unavailable(Daemon daemon, String id, @Nullable Throwable e) {
        return new DriverException(
                Kind.UNAVAILABLE, "The daemon at " + daemon.host() + " does not tell what " + id + " uses.", e);
    }

    private static final class First extends ResultCallback.Adapter<Statistics> {
        private final CompletableFuture<@Nullable Statistics> sample = new CompletableFuture<>();

        @Override
        public void onNext(Statistics statistics) {
            sample.complete(statistics);
        }

        @Override
        public void onError(Throwable e) {
            sample.completeExceptionally(e);
            super.onError(e);
        }

        @Override
        public void onComplete() {
            sample.complete(null);
            super.onComplete();
        }
    }

    private static Optional<TaskStats> convert(Statistics statistics) {
        var memory = statistics.getMemoryStats();
        var cpu = statistics.getCpuStats();
        if (memory == null || memory.getUsage() == null || cpu == null || cpu.getCpuUsage() == null) {
            return Optional.empty(); // what the daemon tells of a container that has ended
        }
        var detail = memory.getStats();
        // without the total_ and rss of control groups v1, what is not cache is the task's own
        long cache = detail == null ? 0 : first(detail.getTotalCache(), detail.getCache(), detail.getInactiveFile());
        long rss = detail == null ? 0 : first(detail.getTotalRss(), detail.getRss(), null);
        var builder = TaskStats.builder()
                .sampledAtNanos(System.nanoTime())
                .cpuNanos(first(cpu.getCpuUsage().getTotalUsage(), null, null))
                .rssBytes(rss > 0 ? rss : Math.max(0, memory.getUsage() - cache))
                .cacheBytes(cache)
                .swapBytes(detail == null ? 0 : first(detail.getTotalSwap(), detail.getSwap(), null))
                .maxBytes(first(memory.getMaxUsage(), null, null));
        if (cpu.getThrottlingData() != null) {
            builder.throttledNanos(first(cpu.getThrottlingData().getThrottledTime(), null, null));
        }
        if (statistics.getPidsStats() != null) {
            builder.processes((int) first(statistics.getPidsStats().getCurrent(), null, null));
        }
        return Optional.of(builder.build());
    }

    private static long first(@Nullable Long one, @Nullable Long two, @Nullable Long three) {
        return one != null ? one : two != null ? two : three != null ? three : 0;
    }
}
