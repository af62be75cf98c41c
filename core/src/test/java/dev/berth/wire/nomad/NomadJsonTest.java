package dev.berth.wire.nomad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.model.Job;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskResources;
import dev.berth.testkit.JobArbitraries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NomadJsonTest {

    private final NomadJson json = NomadJson.create();

    @Provide
    Arbitrary<Job> jobs() {
        return JobArbitraries.validJobs();
    }

    @Property(tries = 300)
    void anyJobSurvivesWritingAndReading(@ForAll("jobs") Job job) {
        assertThat(json.read(NomadForm.JOB, json.write(NomadForm.JOB, job))).isEqualTo(job);
    }

    @Property(tries = 100)
    void anyCanonicalJobSurvivesWritingAndReading(@ForAll("jobs") Job job) {
        Job canonical = job.canonical();

        assertThat(json.read(NomadForm.JOB, json.write(NomadForm.JOB, canonical)))
                .isEqualTo(canonical);
    }

    @Test
    void unknownMembersStayWhereTheyStood() {
        String text = """
                {"ID": "web", "Future": {"a": [1, null, 2.5]}, "TaskGroups": [
                  {"Name": "app", "Update": {"MaxParallel": 2, "Newer": true}, "Spreads": [
                    {"Attribute": "x", "SpreadTarget": [{"Value": "a", "Percent": 1, "Colour": "red"}]}],
                   "Tasks": [{"Name": "main", "LogConfig": {"Enabled": null}}]}]}
                """;

        Job job = json.read(NomadForm.JOB, text);
        JsonNode again = RecordedResponsesTest.tree(json.write(NomadForm.JOB, job));

        assertThat(again.at("/Future/a/2").doubleValue()).isEqualTo(2.5);
        assertThat(again.at("/TaskGroups/0/Update/Newer").booleanValue()).isTrue();
        assertThat(again.at("/TaskGroups/0/Spreads/0/SpreadTarget/0/Colour").textValue())
                .isEqualTo("red");
        assertThat(again.at("/TaskGroups/0/Tasks/0/LogConfig").has("Enabled")).isTrue();
        assertThat(json.read(NomadForm.JOB, again.toString())).isEqualTo(job);
    }

    @Test
    void aPolicyThatGivesAFewFieldsLeavesTheOthersToItsJob() {
        Job job = json.read(NomadForm.JOB, """
                {"ID": "web", "Update": {"MaxParallel": 4}, "TaskGroups": [
                  {"Name": "app", "Update": {"Canary": 1}, "Tasks": [{"Name": "main", "Driver": "docker"}]}]}
                """);

        assertThat(job.canonical().group("app").update().maxParallel()).isEqualTo(4);
        assertThat(job.canonical().group("app").update().canary()).isEqualTo(1);
    }

    @Test
    void sizesThatAreNoWholeMebibytesAreExactInBerthAndRoundedUpForNomad() {
        Job job = withResources(TaskResources.builder().memoryBytes(20_000_001).build());

        String text = json.write(NomadForm.JOB, job);

        JsonNode resources = RecordedResponsesTest.tree(text).at("/TaskGroups/0/Tasks/0/Resources");
        assertThat(resources.get("MemoryMB").longValue()).isEqualTo(20);
        assertThat(resources.get("MemoryBytes").longValue()).isEqualTo(20_000_001);
        assertThat(json.read(NomadForm.JOB, text)).isEqualTo(job);
        assertThat(json.read(
                        NomadForm.JOB,
                        text.replaceFirst(
                                "\"MemoryMB\":20,\"MemoryBytes\":20000001",
                                "\"MemoryBytes\":20000001,\"MemoryMB\":20")))
                .isEqualTo(job);
    }

    @Test
    void cpuIsMegahertzOnTheWireAndTheHostsUnitsInTheModel() {
        NomadJson scaled = NomadJson.create(new CpuScale(1_000, 2_600));
        Job job = withResources(TaskResources.builder().cpu(250).build());

        String text = scaled.write(NomadForm.JOB, job);

        assertThat(RecordedResponsesTest.tree(text)
                        .at("/TaskGroups/0/Tasks/0/Resources/CPU")
                        .longValue())
                .isEqualTo(650);
        assertThat(scaled.read(NomadForm.JOB, text)).isEqualTo(job);
    }

    @Test
    void streamsAreUtf8AndStayOpen() throws IOException {
        Job job = Job.builder("web").name("Grüße →").build();
        ByteArrayOutputStream target = new ByteArrayOutputStream();

        json.write(NomadForm.JOB, job, target);

        assertThat(target.toString(StandardCharsets.UTF_8)).contains("Grüße →");
        assertThat(json.read(NomadForm.JOB, new ByteArrayInputStream(target.toByteArray())))
                .isEqualTo(job);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ID\": 5}|line 1, column 8 (ID): 5 is not a text. Put it into double quotes.",
                "{\"ID\": \"a\", \"TaskGroups\": [{\"Count\": \"two\"}]}|line 1, column 38 (TaskGroups[0].Count): \"two\" is not a whole number. Write it without quotes and point.",
                "{\"ID\": \"a\", \"TaskGroups\": [{\"Count\": 1.5}]}|line 1, column 38 (TaskGroups[0].Count): 1.5 is not a whole number. Write it without quotes and point.",
                "{\"ID\": \"a\", \"TaskGroups\": [{\"ShutdownDelay\": \"10s\"}]}|line 1, column 46 (TaskGroups[0].ShutdownDelay): \"10s\" is not a duration in whole nanoseconds. Write 10000000000 for 10s.",
                "{\"ID\": \"a\", \"Type\": \"cron\"}|line 1, column 21 (Type): The job type (cron) is unknown. Use one of: service, batch, system, sysbatch.",
                "{\"ID\": \"a\", \"Priority\": 99999999999}|line 1, column 25 (Priority): 99999999999 does not fit into 32 bits. Use a smaller number.",
                "{\"ID\": \"a\", \"TaskGroups\": {}}|line 1, column 27 (TaskGroups): An object is not a list. Put it into brackets.",
                "[]|line 1, column 1: A list is not an object. Put it into braces.",
                "{\"ID\": \"a\"} x|line 1, column 13: The JSON is broken: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false').",
                "{\"ID\": \"a\"} {}|line 1, column 13: Something follows the end of the value. Remove it.",
                "{\"ID\": \"a\", \"ID\": \"b\"}|line 1, column 17 (ID): The JSON is broken: Duplicate field 'ID'.",
                "null|line 1, column 1: There is nothing to read. Begin with a brace or bracket.",
            })
    void aMistakeIsNamedWithItsPlace(String text, String message) {
        assertThatExceptionOfType(NomadJsonException.class)
                .isThrownBy(() -> json.read(NomadForm.JOB, text))
                .withMessage(message);
    }

    @Test
    void aJobWithoutIdIsRefused() {
        assertThatExceptionOfType(NomadJsonException.class)
                .isThrownBy(() -> json.read(NomadForm.JOB, "{\"Name\": \"web\"}"))
                .withMessageContaining("has an empty id");
    }

    @Test
    void whatOlderNomadsSaidAboutDisconnectedNodesBecomesABlock() {
        Job job = json.read(NomadForm.JOB, """
                {"ID": "web", "TaskGroups": [{"Name": "a", "StopAfterClientDisconnect": 60000000000},
                  {"Name": "b", "MaxClientDisconnect": 3600000000000}]}
                """);

        assertThat(job.group("a").disconnect().stopOnClientAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(job.group("b").disconnect().lostAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(json.read(NomadForm.JOB, json.write(NomadForm.JOB, job))).isEqualTo(job);
    }

    @Test
    void aJobComesInAnEnvelope() {
        String text =
                "{\"Job\": {\"ID\": \"web\"}, \"EnforceIndex\": true, \"JobModifyIndex\": 7, \"Submission\": null}";

        JobRequest request = json.read(NomadForm.JOB_REQUEST, text);

        assertThat(request.job().id()).isEqualTo("web");
        assertThat(request.enforceIndex()).isTrue();
        assertThat(request.jobModifyIndex()).isEqualTo(7);
        assertThat(json.read(NomadForm.JOB_REQUEST, json.write(NomadForm.JOB_REQUEST, request)))
                .isEqualTo(request);
    }

    @Test
    void anEnvelopeWithoutJobIsRefused() {
        assertThatExceptionOfType(NomadJsonException.class)
                .isThrownBy(() -> json.read(NomadForm.JOB_REQUEST, "{\"EnforceIndex\": true}"))
                .withMessage("line 1, column 22: The member Job is missing. Add it.");
    }

    @Test
    void deepNestingIsRefusedAndNotFollowed() {
        String deep = "{\"ID\": \"a\", \"Meta2\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatExceptionOfType(NomadJsonException.class)
                .isThrownBy(() -> json.read(NomadForm.JOB, deep))
                .withMessageContaining("(Meta2");
    }

    @Test
    void binaryJunkIsRefused() {
        assertThatExceptionOfType(NomadJsonException.class)
                .isThrownBy(() -> json.read(NomadForm.JOB, new ByteArrayInputStream(new byte[] {(byte) 0xff, 0, 1, 2})))
                .withMessageContaining("The JSON is broken");
    }

    private static Job withResources(TaskResources resources) {
        Task task = Task.builder("main", "raw_exec").resources(resources).build();
        return Job.builder("web")
                .taskGroups(TaskGroup.builder("app").tasks(task).build())
                .build();
    }
}
