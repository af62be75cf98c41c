package dev.berth.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.driver.ConfigSchema.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigSchemaTest {
    private final ConfigSchema schema = ConfigSchema.builder("test")
            .required("command", Type.STRING, "the program")
            .optional("args", Type.STRING_LIST, "its arguments")
            .optional("wait", Type.DURATION, "how long")
            .optional("count", Type.INTEGER, "how many")
            .optional("fast", Type.BOOLEAN, "whether")
            .optional("labels", Type.STRING_MAP, "marks")
            .oneOf("mode", List.of("host", "bridge"), "the network")
            .block(
                    "logging",
                    ConfigSchema.builder("test")
                            .required("type", Type.STRING, "the kind")
                            .build(),
                    "logs")
            .build();

    @Test
    void allProblemsAreToldAtOnceWithPathValueAndAdvice() {
        var problems = schema.validate(Map.of(
                "comand",
                "ls",
                "args",
                "-l",
                "count",
                1.5,
                "wait",
                "soon",
                "mode",
                "bus",
                "logging",
                Map.of("typ", "x")));

        assertThat(problems.stream().map(ConfigProblem::message))
                .containsExactly(
                        "config.command is missing. Set it to a string: the program.",
                        "config.args (-l) must be a list of strings. Put it into brackets: [\"-l\"].",
                        "config.wait (soon) must be a duration such as \"30s\".",
                        "config.count (1.5) must be a whole number.",
                        "config.mode (bus) is not possible. Use one of host, bridge.",
                        "config.logging.type is missing. Set it to a string: the kind.",
                        "config.logging.typ (x) is not a key of the test driver. Did you mean type?",
                        "config.comand (ls) is not a key of the test driver. Did you mean command?");
    }

    @Test
    void aKeyWithoutALikenessIsAnsweredWithAllKeys() {
        assertThat(schema.validate(Map.of("command", "ls", "xyzzy", 1)).get(0).advice())
                .startsWith("Its keys are command, args,");
    }

    @Test
    void valuesToBeInterpolatedAreAcceptedUntilTheyAreRead() {
        Map<String, Object> config = Map.of("command", "ls", "count", "${meta.count}");

        assertThat(schema.validate(config)).isEmpty();
        assertThatThrownBy(() -> schema.read(config))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("config.count (${meta.count}) must be a whole number. Maybe a variable");
    }

    @Test
    void valuesAreReadAsTheyAreWrittenInJobFiles() {
        TaskConfig config = schema.read(Map.of(
                "command",
                7,
                "args",
                List.of("a", 1, true),
                "wait",
                "1h2m3.5s",
                "count",
                "42",
                "fast",
                "true",
                "labels",
                List.of(Map.of("a", 1)),
                "logging",
                List.of(Map.of("type", "json"))));

        assertThat(config.string("command")).contains("7");
        assertThat(config.strings("args")).containsExactly("a", "1", "true");
        assertThat(config.duration("wait")).contains(Duration.ofMillis(3_723_500));
        assertThat(config.integer("count")).contains(42L);
        assertThat(config.flag("fast")).isTrue();
        assertThat(config.stringMap("labels")).containsEntry("a", "1");
        assertThat(config.blocks("logging").get(0).string("type")).contains("json");
        assertThat(config.strings("mode")).isEmpty();
    }

    @Test
    void hugeNumbersAreRefusedWithoutEffort() {
        assertThat(schema.validate(Map.of("command", "ls", "count", "1e999999999")))
                .hasSize(1);
        assertThat(schema.validate(Map.of("command", "ls", "wait", "999999999999d")))
                .hasSize(1);
    }
}
