package dev.berth.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.JobType;
import dev.berth.schedule.SchedulerProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BuiltInSchedulersTest {
    @Test
    void areFoundByTheServiceLoaderForEveryTypeOfJob() {
        assertThat(ServiceLoader.load(SchedulerProvider.class))
                .singleElement()
                .satisfies(provider -> assertThat(provider.types())
                        .containsExactlyInAnyOrder(JobType.SERVICE, JobType.BATCH, JobType.SYSTEM, JobType.SYSBATCH));
    }
}
