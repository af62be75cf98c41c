package dev.berth.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    @TempDir
    Path logs;

    @Test
    void offsetsCountOverAllFilesThatAreKept() throws IOException {
        write("web.stdout.3", "one\n");
        write("web.stdout.4", "two\n");
        write("web.stdout.10", "three\n");
        var reader = new LogReader(logs);

        assertThat(reader.sizeBytes("web", LogStream.STDOUT)).isEqualTo(14);
        assertThat(readFrom(reader, reader.fromStart("web", LogStream.STDOUT, 0)))
                .isEqualTo("one\ntwo\nthree\n");
        assertThat(readFrom(reader, reader.fromStart("web", LogStream.STDOUT, 6)))
                .isEqualTo("o\nthree\n");
        assertThat(readFrom(reader, reader.fromStart("web", LogStream.STDOUT, 99)))
                .isEmpty();
        assertThat(readFrom(reader, reader.fromEnd("web", LogStream.STDOUT, 6))).isEqualTo("three\n");
        assertThat(readFrom(reader, reader.fromEnd("web", LogStream.STDOUT, 99)))
                .isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void tailFindsTheBeginningOfTheLastLinesAcrossFiles() throws IOException {
        write("web.stdout.0", "a\nb\nc");
        write("web.stdout.1", "c\nd\ne");
        var reader = new LogReader(logs);

        assertThat(tail(reader, 0)).isEmpty();
        assertThat(tail(reader, 1)).isEqualTo("e");
        assertThat(tail(reader, 2)).isEqualTo("d\ne");
        assertThat(tail(reader, 3)).isEqualTo("cc\nd\ne");
        assertThat(tail(reader, 4)).isEqualTo("b\ncc\nd\ne");
        assertThat(tail(reader, 50)).isEqualTo("a\nb\ncc\nd\ne");
    }

    @Test
    void aLineFeedAtTheEndDoesNotCountAsALineOfItsOwn() throws IOException {
        write("web.stdout.0", "a\nb\n");

        assertThat(tail(new LogReader(logs), 1)).isEqualTo("b\n");
    }

    @Test
    void tailLooksBackNoFurtherThanItsBudget() throws IOException {
        write("web.stdout.0", "x".repeat(50_000));
        var reader = new LogReader(logs);

        LogPosition position = reader.tail("web", LogStream.STDOUT, 1, 10_000);

        assertThat(position).isEqualTo(new LogPosition(0, 40_000));
    }

    @Test
    void readingIsBoundedAndGoesOnWhereItEnded() throws IOException {
        write("web.stderr.0", "12345");
        write("web.stderr.1", "67890");
        var reader = new LogReader(logs);

        LogChunk first = reader.read("web", LogStream.STDERR, new LogPosition(0, 0), 7);
        LogChunk second = reader.read("web", LogStream.STDERR, first.next(), 7);
        LogChunk third = reader.read("web", LogStream.STDERR, second.next(), 7);

        assertThat(first.text()).isEqualTo("1234567");
        assertThat(second.text()).isEqualTo("890");
        assertThat(third.size()).isZero();
        assertThat(third.next()).isEqualTo(second.next());
    }

    @Test
    void aFollowerGoesOnOverRotationAndFindsTheOldestByteWhenItsPlaceIsGone() throws IOException {
        write("web.stdout.0", "old");
        var reader = new LogReader(logs);
        LogPosition end =
                reader.read("web", LogStream.STDOUT, new LogPosition(0, 0), 100).next();

        append("web.stdout.0", " more");
        write("web.stdout.1", "next");
        LogChunk followed = reader.read("web", LogStream.STDOUT, end, 100);
        Files.delete(logs.resolve("web.stdout.0"));
        LogChunk afterRotation = reader.read("web", LogStream.STDOUT, end, 100);

        assertThat(followed.text()).isEqualTo(" morenext");
        assertThat(afterRotation.text()).isEqualTo("next");
        assertThat(afterRotation.start()).isEqualTo(new LogPosition(1, 0));
    }

    @Test
    void tasksWhoseNamesBeginAlikeAreKeptApart() throws IOException {
        write("web.stdout.0", "web");
        write("web.stdout.stdout.0", "odd name");
        write("web-2.stderr.0", "other");
        write("notes.txt", "no log");
        var reader = new LogReader(logs);

        assertThat(reader.sizeBytes("web", LogStream.STDOUT)).isEqualTo(3);
        assertThat(reader.tasks()).containsExactly("web", "web-2", "web.stdout");
    }

    @Test
    void aDirectoryThatDoesNotExistYetIsEmpty() throws IOException {
        var reader = new LogReader(logs.resolve("later"));

        assertThat(reader.sizeBytes("web", LogStream.STDOUT)).isZero();
        assertThat(reader.tasks()).isEmpty();
        assertThat(reader.read("web", LogStream.STDOUT, new LogPosition(0, 0), 10)
                        .size())
                .isZero();
    }

    @Test
    void impossibleQuestionsAreRefusedWithTheirValue() {
        var reader = new LogReader(logs);

        assertThatThrownBy(() -> reader.fromStart("web", LogStream.STDOUT, -1)).hasMessageContaining("(-1)");
        assertThatThrownBy(() -> reader.read("web", LogStream.STDOUT, new LogPosition(0, 0), 0))
                .hasMessageContaining("(0)");
        assertThatThrownBy(() -> reader.tail("web", LogStream.STDOUT, -3, 10)).hasMessageContaining("(-3)");
    }

    private String tail(LogReader reader, int lines) throws IOException {
        return readFrom(reader, reader.tail("web", LogStream.STDOUT, lines, 1 << 20));
    }

    private static String readFrom(LogReader reader, LogPosition position) throws IOException {
        return reader.read("web", LogStream.STDOUT, position, 1 << 20).text();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(logs.resolve(name), text);
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(logs.resolve(name), text, StandardOpenOption.APPEND);
    }
}
