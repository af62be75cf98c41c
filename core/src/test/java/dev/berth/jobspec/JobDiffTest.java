package dev.berth.jobspec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Job;
import dev.berth.testkit.JobArbitraries;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobDiffTest {

    private static Job job(String inner) {
        return JobFiles.parse("job.hcl", "job \"web\" {\n" + inner + "\n}\n");
    }

    private static String text(@Nullable Job before, @Nullable Job after) {
        StringBuilder out = new StringBuilder();
        append(out, JobDiff.between(before, after), "");
        return out.toString();
    }

    private static void append(StringBuilder out, JobDiff diff, String indent) {
        String name = diff.name().isEmpty() ? "" : " " + diff.name();
        out.append(indent)
                .append(diff.type())
                .append(' ')
                .append(diff.kind())
                .append(name)
                .append('\n');
        for (JobDiff.Field f : diff.fields()) {
            String line = indent + "  " + f.name() + ": (" + f.before() + ") -> (" + f.after() + ")\n";
            out.append(diff.type() == JobDiff.Type.DELETED ? "" : line);
        }
        diff.objects().stream()
                .filter(o -> diff.type() != JobDiff.Type.DELETED)
                .forEach(o -> append(out, o, indent + "  "));
    }

    @Test
    void onlyWhatDiffersIsListedByName() {
        Job before = job("""
                priority = 50
                group "a" {
                  count = 1
                  task "x" {
                    driver = "docker"
                    config { image = "redis:6" }
                    env { A = "1" B = "2" }
                    resources { cpu = 100 }
                  }
                  task "y" { driver = "mock" }
                }
                group "b" {
                  task "z" { driver = "mock" }
                }
                """);
        Job after = job("""
                priority = 60
                datacenters = ["dc1", "dc2"]
                group "b" {
                  task "z" { driver = "mock" }
                }
                group "a" {
                  count = 3
                  task "x" {
                    driver = "docker"
                    config { image = "redis:7" }
                    env { A = "1" C = "3" }
                    resources { cpu = 200 }
                    kill_timeout = "1m30s"
                    constraint {
                      attribute = "${attr.kernel.name}"
                      value = "linux"
                    }
                  }
                }
                """);

        assertThat(text(before, after)).isEqualTo("""
                EDITED job web
                  priority: (50) -> (60)
                  datacenters: () -> ([dc1, dc2])
                  EDITED taskGroups a
                    count: (1) -> (3)
                    EDITED tasks x
                      config[image]: (redis:6) -> (redis:7)
                      env[C]: () -> (3)
                      env[B]: (2) -> ()
                      killTimeout: (5s) -> (1m30s)
                      EDITED resources
                        cpu: (100) -> (200)
                      ADDED constraints
                        constraint: () -> (${attr.kernel.name} = linux)
                    DELETED tasks y
                """);
    }

    @Test
    void aNewJobIsAddedAndOneToGoIsDeleted() {
        Job job = job("task \"t\" { driver = \"mock\" }");

        assertThat(JobDiff.between(job, null).type()).isEqualTo(JobDiff.Type.DELETED);
        assertThat(JobDiff.between(job, null).fields())
                .contains(new JobDiff.Field(JobDiff.Type.DELETED, "name", "web", ""));
        assertThat(text(null, job))
                .startsWith("ADDED job web\n")
                .contains("  name: () -> (web)\n")
                .contains("ADDED tasks t");
    }

    @Test
    void constraintsAreTheSameInAnyOrder() {
        String one = "constraint { distinct_hosts = true }\n";
        String two = "constraint { attribute = \"${attr.a}\" value = \"b\" }\n";
        String task = "task \"t\" { driver = \"mock\" }";

        assertThat(JobDiff.between(job(one + two + task), job(two + one + task)).isEmpty())
                .isTrue();
    }

    @Property(tries = 25)
    void aJobDiffersFromItselfInNothing(@ForAll("jobs") Job job) {
        assertThat(JobDiff.between(job, job))
                .isEqualTo(new JobDiff(JobDiff.Type.NONE, "job", job.id(), List.of(), List.of()));
    }

    @Property(tries = 25)
    void aDifferenceIsOneInBothDirections(@ForAll("jobs") Job one, @ForAll("jobs") Job other) {
        assertThat(JobDiff.between(one, other).isEmpty())
                .isEqualTo(JobDiff.between(other, one).isEmpty());
    }

    @Provide
    Arbitrary<Job> jobs() {
        return JobArbitraries.validJobs();
    }
}
