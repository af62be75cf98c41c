package dev.berth.state.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Allocation;
import dev.berth.model.Job;
import dev.berth.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bytes of released formats load for ever; see the README beside them. */
class GoldenFilesTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden/v1");
    private static final Map<String, ModelCodecs.Entry<?>> ALL = ModelCodecs.all();
    private static final int MAX_DIGITS = 8_000;
    private static final Path MODEL = FOLDER.resolve("model.hex");
    private static final Path CONSTANTS = FOLDER.resolve("constants.txt");

    @BeforeAll
    static void addWhatIsNewWhenAsked() throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Map<String, String> model = lines(MODEL);
            ALL.forEach((name, entry) -> model.computeIfAbsent(name, n -> hex(entry)));
            write(MODEL, model);
            Map<String, String> constants = lines(CONSTANTS);
            enums().forEach((name, words) -> constants.putIfAbsent(name, words));
            write(CONSTANTS, constants);
        }
    }

    @Test
    void everyTypeHasGoldenBytes() throws IOException {
        assertThat(lines(MODEL)).containsOnlyKeys(ALL.keySet());
    }

    @Test
    void goldenBytesLoadAndAreWrittenAgainAlike() throws IOException {
        for (Map.Entry<String, String> line : lines(MODEL).entrySet()) {
            byte[] bytes = HexFormat.of().parseHex(line.getValue());

            assertThat(again(ALL.get(line.getKey()), bytes)).as(line.getKey()).isEqualTo(bytes);
        }
    }

    @Test
    void goldenBytesMeanWhatTheyMeant() throws IOException {
        assertThat(golden("Job", Job.class).key()).hasToString("ns1/job1");
        assertThat(golden("Node", Node.class).id()).hasToString("06e49738-871f-9c26-7fff-ffffffffffff");
        assertThat(golden("Allocation", Allocation.class).name()).isEqualTo("job2.web[158]");
    }

    @Test
    void constantsKeepTheirPlaces() throws IOException {
        Map<String, String> now = enums();
        lines(CONSTANTS)
                .forEach((name, words) ->
                        assertThat(now.get(name) + ",").as(name).startsWith(words + ","));
        assertThat(now.keySet()).isEqualTo(lines(CONSTANTS).keySet());
    }

    private static <T> T golden(String name, Class<T> type) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(lines(MODEL).get(name));
        return type.cast(ALL.get(name).codec().decode(bytes));
    }

    private static <T> byte[] again(ModelCodecs.Entry<T> entry, byte[] bytes) {
        return entry.codec().encode(entry.codec().decode(bytes));
    }

    /** Of some values the longest that is not too long, so that most fields are there. */
    private static <T> String hex(ModelCodecs.Entry<T> entry) {
        return LongStream.rangeClosed(1, 30)
                .mapToObj(seed -> HexFormat.of().formatHex(entry.codec().encode(entry.random(seed))))
                .filter(hex -> hex.length() < MAX_DIGITS)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    /** Returns the constants of all enums of the model, nested ones included. */
    private static Map<String, String> enums() {
        return ModelCodecs.classesBeside(Job.class)
                .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                .filter(Class::isEnum)
                .collect(Collectors.toMap(
                        type -> type.getName()
                                .substring(Job.class.getPackageName().length() + 1),
                        type -> Arrays.stream(type.getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name())
                                .collect(Collectors.joining(",")),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static Map<String, String> lines(Path file) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.stream()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a, TreeMap::new));
    }

    private static void write(Path file, Map<String, String> lines) throws IOException {
        Files.write(
                file,
                lines.entrySet().stream()
                        .map(line -> line.getKey() + " " + line.getValue())
                        .toList());
    }
}
