package dev.berth.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.driver.TaskDirs;
import dev.berth.model.AllocatedPort;
import dev.berth.model.AllocatedResources;
import dev.berth.model.AllocatedSharedResources;
import dev.berth.model.AllocatedTaskResources;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobType;
import dev.berth.model.NetworkPort;
import dev.berth.model.NetworkResource;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskEnvironmentTest {
    private static final Path ROOT = Path.of("/data/alloc/1");
    private static final NodeId NODE_ID = NodeId.of(new UUID(1, 2));
    private final Node node = Node.builder(NODE_ID, "n1")
            .datacenter("dc2")
            .nodeClass("big")
            .attributes(Map.of("kernel.name", "linux", "cpu.arch", "amd64"))
            .meta(Map.of("rack", "r1"))
            .build();

    @Test
    void everyVariableIsThereUnderBothNames() {
        Map<String, String> env = environment(Task.builder("web", "mock")).variables();

        assertThat(env)
                .containsEntry("NOMAD_ALLOC_ID", "00000000-0000-0005-0000-000000000006")
                .containsEntry("BERTH_ALLOC_ID", "00000000-0000-0005-0000-000000000006")
                .containsEntry("NOMAD_SHORT_ALLOC_ID", "00000000")
                .containsEntry("NOMAD_ALLOC_NAME", "shop.front[3]")
                .containsEntry("NOMAD_ALLOC_INDEX", "3")
                .containsEntry("NOMAD_TASK_NAME", "web")
                .containsEntry("NOMAD_GROUP_NAME", "front")
                .containsEntry("NOMAD_JOB_ID", "shop")
                .containsEntry("NOMAD_JOB_NAME", "shop")
                .containsEntry("NOMAD_DC", "dc2")
                .containsEntry("NOMAD_REGION", "global")
                .containsEntry("NOMAD_NAMESPACE", "default")
                .containsEntry("NOMAD_ALLOC_DIR", "/data/alloc/1/alloc")
                .containsEntry("NOMAD_TASK_DIR", "/data/alloc/1/web/local")
                .containsEntry("NOMAD_SECRETS_DIR", "/data/alloc/1/web/secrets")
                .containsEntry("NOMAD_CPU_LIMIT", "750")
                .containsEntry("NOMAD_MEMORY_LIMIT", "256")
                .containsEntry("NOMAD_MEMORY_MAX_LIMIT", "512")
                .containsEntry("NOMAD_CPU_CORES", "1-3,7")
                .doesNotContainKey("NOMAD_JOB_PARENT_ID");
        env.keySet().stream()
                .filter(name -> name.startsWith("NOMAD_"))
                .forEach(name -> assertThat(env).containsKey("BERTH_" + name.substring("NOMAD_".length())));
    }

    @Test
    void portsOfTheGroupOfTheTaskAndOfOtherTasksHaveTheirNames() {
        Map<String, String> env = environment(Task.builder("web", "mock")).variables();

        assertThat(env)
                .containsEntry("NOMAD_PORT_http", "8080")
                .containsEntry("NOMAD_IP_http", "10.0.0.1")
                .containsEntry("NOMAD_ADDR_http", "10.0.0.1:20001")
                .containsEntry("NOMAD_HOST_PORT_http", "20001")
                .containsEntry("NOMAD_HOST_ADDR_http", "10.0.0.1:20001")
                .containsEntry("NOMAD_PORT_admin_ui", "20002")
                .containsEntry("NOMAD_PORT_db_sql", "25432")
                .containsEntry("NOMAD_ADDR_db_sql", "10.0.0.1:25432")
                .doesNotContainKey("NOMAD_PORT_sql");
    }

    @Test
    void metaOfTheTaskWinsOverThatOfItsGroupOverThatOfItsJob() {
        Map<String, String> env = environment(Task.builder("web", "mock").meta(new TreeMap<>(Map.of("a-b", "task"))))
                .variables();

        assertThat(env)
                .containsEntry("NOMAD_META_a_b", "task")
                .containsEntry("NOMAD_META_A_B", "task")
                .containsEntry("NOMAD_META_owner", "group")
                .containsEntry("NOMAD_META_OWNER", "group")
                .containsEntry("NOMAD_META_team", "job");
    }

    @Test
    void theTasksOwnVariablesWinAndMayReferToTheOthers() {
        TaskEnvironment environment = environment(Task.builder("web", "mock")
                .env(new TreeMap<>(Map.of(
                        "PATH", "/opt/bin:${PATH}", "URL", "http://${NOMAD_ADDR_http}/${node.class}", "X", "hook?"))));

        assertThat(environment.variables())
                .containsEntry("PATH", "/opt/bin:/bin")
                .containsEntry("URL", "http://10.0.0.1:20001/big")
                .containsEntry("X", "hook?")
                .containsEntry("TOKEN", "t-1");
    }

    @Test
    void referencesInTheConfigAreReplacedAtAnyDepth() {
        TaskEnvironment environment = environment(Task.builder("web", "mock").env(new TreeMap<>(Map.of("NAME", "x"))));

        Map<String, Object> config = environment.interpolate(Map.of(
                "args",
                List.of("-p", "${NOMAD_PORT_http}", Map.of("${NAME}", "${env[\"NAME\"]}")),
                "image",
                "app:${attr.cpu.arch}-${meta.rack}",
                "count",
                3L));

        assertThat(config)
                .containsEntry("args", List.of("-p", "8080", Map.of("x", "x")))
                .containsEntry("image", "app:amd64-r1")
                .containsEntry("count", 3L);
    }

    @Test
    void everyReferenceToTheNodeHasItsValue() {
        TaskEnvironment environment = environment(Task.builder("web", "mock"));

        assertThat(environment.interpolate("${node.unique.id} ${node.unique.name} ${node.datacenter} ${node.region}"
                        + " ${node.class} ${node.pool} ${ attr.kernel.name }"))
                .isEqualTo(NODE_ID + " n1 dc2 global big default linux");
    }

    @Test
    void whatHasNoValueStaysAndValuesAreNotSearchedAgain() {
        TaskEnvironment environment = environment(Task.builder("web", "mock")
                .env(new TreeMap<>(Map.of("SHELL_STYLE", "$HOME ${attr.unknown}", "COST", "$5\\"))));

        assertThat(environment.interpolate("${nope} ${meta.nope} $X $${PATH} ${SHELL_STYLE} ${COST}"))
                .isEqualTo("${nope} ${meta.nope} $X $/bin $HOME ${attr.unknown} $5\\");
    }

    @Test
    void anIsolatedTaskSeesItsDirectoriesAtTheRoot() {
        Map<String, String> env =
                builder(Task.builder("web", "mock")).isolated(true).build().variables();

        assertThat(env)
                .containsEntry("BERTH_ALLOC_DIR", "/alloc")
                .containsEntry("BERTH_TASK_DIR", "/local")
                .containsEntry("BERTH_SECRETS_DIR", "/secrets");
    }

    @Test
    void anUnknownTaskIsNamed() {
        assertThatThrownBy(() -> TaskEnvironment.builder(
                                node,
                                allocation(Task.builder("web", "mock").build()),
                                "wep",
                                TaskDirs.under(ROOT, "wep"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(wep)")
                .hasMessageContaining("(front)");
    }

    @Test
    void secretsStayOutOfLogs() {
        assertThat(environment(Task.builder("web", "mock")).toString()).doesNotContain("t-1");
    }

    private TaskEnvironment environment(Task.Builder task) {
        return builder(task).build();
    }

    private TaskEnvironment.Builder builder(Task.Builder task) {
        return TaskEnvironment.builder(node, allocation(task.build()), "web", TaskDirs.under(ROOT, "web"))
                .base(Map.of("PATH", "/bin"))
                .extra(Map.of("TOKEN", "t-1", "X", "hook"));
    }

    private static Allocation allocation(Task web) {
        TaskGroup group = TaskGroup.builder("front")
                .meta(new TreeMap<>(Map.of("owner", "group", "a-b", "group")))
                .tasks(List.of(web, Task.builder("db", "mock").build()))
                .build();
        Job job = Job.builder("shop")
                .type(JobType.SERVICE)
                .meta(new TreeMap<>(Map.of("owner", "job", "team", "job")))
                .taskGroups(List.of(group))
                .build();
        var shared = AllocatedSharedResources.builder()
                .ports(List.of(
                        new AllocatedPort("http", 20_001, 8_080, "10.0.0.1"),
                        new AllocatedPort("admin-ui", 20_002, 0, "10.0.0.1")))
                .build();
        var own = AllocatedTaskResources.builder()
                .cpu(750)
                .memoryBytes(256L << 20)
                .memoryMaxBytes(512L << 20)
                .reservedCores(List.of(7, 1, 2, 3))
                .build();
        var db = AllocatedTaskResources.builder()
                .networks(List.of(NetworkResource.builder()
                        .ip("10.0.0.1")
                        .dynamicPorts(List.of(new NetworkPort("sql", 25_432, 0, "default")))
                        .build()))
                .build();
        return Allocation.builder(AllocationId.of(new UUID(5, 6)), job, "front", 3)
                .nodeId(NODE_ID)
                .evaluationId(EvaluationId.of(new UUID(3, 4)))
                .resources(AllocatedResources.of(Map.of("web", own, "db", db), Map.of(), shared))
                .build();
    }
}
