package dev.berth.jobspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.model.Constraint;
import dev.berth.model.DisconnectStrategy;
import dev.berth.model.HealthCheck;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.Lifecycle;
import dev.berth.model.NetworkRequest;
import dev.berth.model.PortRequest;
import dev.berth.model.RestartPolicy;
import dev.berth.model.SpreadTarget;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.VolumeRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JobFilesTest {

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(JobFilesTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static TaskGroup group(Job job, String name) {
        return Objects.requireNonNull(job.group(name));
    }

    @Test
    void aFileOf2015BecomesAJob() throws IOException {
        Job job = JobFiles.parse("shop.nomad", resource("shop-2015.nomad"));

        assertThat(job.key()).isEqualTo(JobKey.of("shop"));
        assertThat(job.name()).isEqualTo("shop");
        assertThat(job.region()).isEqualTo("eu");
        assertThat(job.datacenters()).containsExactly("dc1", "dc2");
        assertThat(job.constraints().stream().map(Constraint::text))
                .containsExactly(
                        "${attr.kernel.name} = linux", "${attr.version} version >= 1.2, < 2.0", "distinct_hosts");
        assertThat(Objects.requireNonNull(job.update()).stagger()).isEqualTo(Duration.ofSeconds(10));
        assertThat(job.taskGroups().stream().map(TaskGroup::name)).containsExactly("web", "cron");

        TaskGroup web = group(job, "web");
        assertThat(web.count()).isEqualTo(3);
        assertThat(web.meta()).containsExactly(Map.entry("team", "checkout"), Map.entry("tier", "1"));
        assertThat(web.ephemeralDisk().sizeBytes())
                .as("disk of the tasks of 2015")
                .isEqualTo(400L << 20);
        RestartPolicy restart = Objects.requireNonNull(web.restart());
        assertThat(restart.attempts()).isEqualTo(10);
        assertThat(restart.mode()).isEqualTo(RestartPolicy.Mode.DELAY);

        Task nginx = web.tasks().get(0);
        assertThat(nginx.config()).isEqualTo(Map.of("image", "nginx:1.9", "port_map", Map.of("http", 80L)));
        assertThat(nginx.env()).containsEntry("DB", "${NOMAD_ADDR_db}");
        assertThat(nginx.services().get(0).name()).isEqualTo("${TASKGROUP}-nginx");
        assertThat(nginx.services().get(0).checks().get(0).interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(nginx.resources().memoryBytes()).isEqualTo(256L << 20);
        NetworkRequest network = nginx.resources().networks().get(0);
        assertThat(network.mbits()).isEqualTo(10);
        assertThat(network.dynamicPorts().stream().map(PortRequest::label)).containsExactly("http");
        assertThat(network.reservedPorts().get(0).value()).isEqualTo(9001);

        TaskGroup cron = group(job, "cron");
        assertThat(cron.count()).isEqualTo(1);
        assertThat(cron.tasks().get(0).config().get("args")).isEqualTo(List.of("-u", "several\nlines\n"));
        assertThat(cron.tasks()
                        .get(0)
                        .resources()
                        .networks()
                        .get(0)
                        .reservedPorts()
                        .get(0)
                        .value())
                .isEqualTo(8080);
    }

    @Test
    void aModernFileBecomesAJob() throws IOException {
        Job job = JobFiles.parse("shop.hcl", resource("shop-modern.nomad.hcl"));

        assertThat(job.key()).isEqualTo(new JobKey("retail", "shop"));
        assertThat(job.type()).isEqualTo(JobType.SERVICE);
        assertThat(job.priority()).isEqualTo(70);
        assertThat(job.nodePool()).isEqualTo("fast");
        assertThat(job.affinities().get(0).weight()).isEqualTo(-20);
        assertThat(job.spreads().get(0).targets())
                .containsExactly(new SpreadTarget("eu-1", 60), new SpreadTarget("eu-2", 40));
        assertThat(Objects.requireNonNull(job.update()).healthCheck()).isEqualTo(HealthCheck.TASK_STATES);

        TaskGroup api = group(job, "api");
        assertThat(api.constraints().stream().map(Constraint::text))
                .containsExactly(
                        "${meta.rack} distinct_property 2", "(${attr.cpu.arch} = amd64 or ${attr.cpu.arch} = arm64)");
        assertThat(Objects.requireNonNull(api.disconnect()).reconcile())
                .isEqualTo(DisconnectStrategy.Reconcile.KEEP_ORIGINAL);
        Map<String, Object> strategy = Map.of("target-value", Map.of("target", 70L));
        assertThat(Objects.requireNonNull(api.scaling()).policy())
                .isEqualTo(Map.of(
                        "cooldown", "1m", "check", Map.of("load", Map.of("query", "avg_cpu", "strategy", strategy))));
        NetworkRequest network = api.networks().get(0);
        assertThat(network.dynamicPorts().stream().map(p -> p.label() + ":" + p.to()))
                .containsExactly("http:8080", "metrics:9090");
        assertThat(network.reservedPorts().get(0).hostNetwork()).isEqualTo("mgmt");
        VolumeRequest data = Objects.requireNonNull(api.volumes().get("data"));
        assertThat(data.mountFlags()).containsExactly("noatime");
        assertThat(api.services().get(0).tags()).containsExactly("shop-api", "shop-v2");
        assertThat(api.services().get(0).checks().get(0).header()).containsEntry("Accept", List.of("text/plain"));
        assertThat(Objects.requireNonNull(api.services().get(0).checks().get(0).checkRestart())
                        .grace())
                .isEqualTo(Duration.ofSeconds(90));

        assertThat(api.tasks().get(0).lifecycle()).isEqualTo(new Lifecycle(Lifecycle.Hook.PRESTART, false));
        Task task = api.tasks().get(1);
        assertThat(task.config().get("mount"))
                .isEqualTo(List.of(Map.of("type", "bind", "source", "local/conf"), Map.of("type", "tmpfs")));
        assertThat(task.artifacts().get(0).source()).isEqualTo("https://files.example/geo-${attr.cpu.arch}.tar.gz");
        assertThat(task.templates().get(0).embedded())
                .isEqualTo("listen = {{ env \"NOMAD_PORT_http\" }}\nregion = EU\n");
        assertThat(task.env()).containsEntry("NODE", "${node.unique.name}");
        assertThat(task.killTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(task.logs().maxFileSizeBytes()).isEqualTo(5L << 20);
        assertThat(task.resources().memoryMaxBytes()).isEqualTo(512L << 20);
        assertThat(task.resources().custom().get("licence")).isEqualTo(1);
        assertThat(task.resources().devices().get(0).count()).isEqualTo(2);
        assertThat(task.extras().named())
                .isEqualTo(Map.of("Vault", Map.of("Policies", List.of("shop"), "ChangeMode", "restart")));
    }

    @Test
    void variablesComeFromOutside() {
        Job job = JobFiles.parse(
                "job.hcl",
                """
                variable "count" { type = number }
                job "a" {
                  group "g" {
                    count = var.count
                    task "t" { driver = "mock" }
                  }
                }
                """,
                JobFileOptions.builder().variables(Map.of("count", "7")).build());

        assertThat(group(job, "g").count()).isEqualTo(7);
    }

    @Test
    void jsonOfTheSameShapeGivesTheSameJob() {
        String hcl = """
                job "a" {
                  datacenters = ["dc1"]
                  meta { owner = "x" }
                  group "g" {
                    count = 2
                    network { port "http" { to = 80 } }
                    task "t" {
                      driver = "docker"
                      config { image = "redis" args = [1, "two", true] }
                      resources { cpu = 200 }
                      constraint { attribute = "${attr.kernel.name}" value = "linux" }
                      constraint { distinct_hosts = false attribute = "a" value = "b" }
                    }
                    task "u" {
                      driver = "mock"
                      env { A = "1" }
                    }
                  }
                }
                """;
        String json = """
                {"job": {"a": {
                  "datacenters": ["dc1"],
                  "meta": {"owner": "x"},
                  "group": {"g": [{
                    "count": 2,
                    "network": {"port": {"http": {"to": 80}}},
                    "task": [
                      {"t": {
                        "driver": "docker",
                        "config": {"image": "redis", "args": [1, "two", true]},
                        "resources": {"cpu": 200},
                        "constraint": [
                          {"attribute": "${attr.kernel.name}", "value": "linux"},
                          {"distinct_hosts": false, "attribute": "a", "value": "b"}]}},
                      {"u": {"driver": "mock", "env": [{"A": 1}]}}]
                  }]}
                }}}
                """;

        assertThat(JobFiles.parse("a.json", json)).isEqualTo(JobFiles.parse("a.hcl", hcl));
    }

    @Test
    void theFormOfNomadsApiIsReadWithAndWithoutItsEnvelope() {
        String inner = """
                {
                  "ID": "a",
                  "Name": "a",
                  "Type": "batch",
                  "Datacenters": ["dc1"],
                  "TaskGroups": [
                    {"Name": "g", "Count": 2, "Tasks": [{"Name": "t", "Driver": "mock", "Config": {"x": [1]}}]}
                  ]
                }
                """;

        Job job = JobFiles.parse("a.json", inner);

        assertThat(job.type()).isEqualTo(JobType.BATCH);
        assertThat(group(job, "g").count()).isEqualTo(2);
        assertThat(JobFiles.parse("a.json", "{\"EnforceIndex\": false, \"Job\": " + inner + ", \"x\": {}}"))
                .isEqualTo(job);
        assertThatThrownBy(() -> JobFiles.parse("a.json", "{\n \"Job\": " + inner.replace("2,", "\"two\",") + "}"))
                .hasMessageContaining("a.json:8:")
                .hasMessageContaining("Count")
                .hasMessageContaining("\n  8 | ");
        assertThatThrownBy(() -> JobFiles.parse("a.json", inner.replace("2,", "-2,")))
                .hasMessageStartingWith("a.json: Problem with taskGroups[g].count (-2): It must not be negative.");
    }

    @Test
    void olderNamesOfTheDisconnectBlockStillWork() {
        Job job = JobFiles.parse("a", """
                job "a" {
                  group "g" {
                    max_client_disconnect      = "1h"
                    prevent_reschedule_on_lost = true
                    task "t" { driver = "mock" }
                  }
                }
                """);

        DisconnectStrategy disconnect = Objects.requireNonNull(group(job, "g").disconnect());
        assertThat(disconnect.lostAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(disconnect.replace()).isFalse();
    }

    @Test
    void durationsAreTextsOrNanoseconds() {
        Job job = JobFiles.parse("a", """
                job "a" {
                  group "g" {
                    shutdown_delay = "1h2m3.5s"
                    task "t" {
                      driver         = "mock"
                      kill_timeout   = 7000000000
                      shutdown_delay = "250ms"
                    }
                  }
                }
                """);

        assertThat(group(job, "g").shutdownDelay()).isEqualTo(Duration.ofMillis(3_723_500));
        assertThat(group(job, "g").tasks().get(0).killTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(group(job, "g").tasks().get(0).shutdownDelay()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aBatchJobWithCalendarAndOneWithParametersAreRead() {
        Job periodic = JobFiles.parse("a", """
                job "a" {
                  type = "batch"
                  periodic {
                    cron             = "*/15 * * * *"
                    prohibit_overlap = true
                    time_zone        = "Europe/Berlin"
                  }
                  task "t" { driver = "mock" }
                }
                """);
        Job parameterized = JobFiles.parse("a", """
                job "a" {
                  type = "batch"
                  parameterized {
                    payload       = "required"
                    meta_required = ["who"]
                  }
                  task "t" {
                    driver = "mock"
                    dispatch_payload { file = "in.json" }
                  }
                }
                """);

        assertThat(Objects.requireNonNull(periodic.periodic()).spec()).isEqualTo("*/15 * * * *");
        assertThat(Objects.requireNonNull(periodic.periodic()).prohibitOverlap())
                .isTrue();
        assertThat(Objects.requireNonNull(parameterized.parameterized()).metaRequired())
                .containsExactly("who");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = {'j', (byte) 0xC3, 0x28};

        assertThatThrownBy(() -> JobFiles.parse("a.nomad", bytes, JobFileOptions.defaults()))
                .isInstanceOf(JobFileException.class)
                .hasMessage("a.nomad: The file is not UTF-8 text. Maybe it is compressed or another kind of file.");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUnread() {
        assertThatThrownBy(() -> JobFiles.parse("a.nomad", "#".repeat((1 << 20) + 1)))
                .hasMessage("a.nomad: The file has more than 1048576 bytes (limit maxFileBytes). Let tasks fetch large"
                        + " data as artifacts, or raise the limit.");
        assertThatThrownBy(() -> JobFiles.parse("a.nomad", new byte[(1 << 20) + 1], JobFileOptions.defaults()))
                .hasMessageContaining("limit maxFileBytes");
    }
}
