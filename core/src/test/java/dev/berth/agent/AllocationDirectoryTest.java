package dev.berth.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationDirectoryTest {
    private static final String ID = "5b0c8a52-0000-4000-8000-000000000001";

    @TempDir
    Path root;

    @Test
    void makesTheSharedAndTheTasksDirectoriesWithTheirModes() throws IOException {
        var directory = new AllocationDirectory(root, ID);

        directory.create();
        directory.createTask("web");
        directory.createTask("web");

        assertThat(mode(directory.shared())).isEqualTo("rwxrwxrwx");
        assertThat(mode(directory.logs())).isEqualTo("rwxrwxrwx");
        assertThat(directory.path().resolve("alloc/data")).isDirectory();
        assertThat(directory.path().resolve("alloc/tmp")).isDirectory();
        assertThat(mode(directory.local("web"))).isEqualTo("rwxrwxrwx");
        assertThat(mode(directory.secrets("web"))).isEqualTo("rwx------");
        assertThat(Files.getAttribute(directory.task("web").resolve("tmp"), "unix:mode"))
                .isEqualTo(041777);
        assertThat(directory.taskDirs("web").logsDir()).isEqualTo(directory.logs());
    }

    @Test
    void removingLeavesNothingBehindAndDoesNotFollowLinks() throws IOException {
        Path precious = Files.writeString(root.resolve("precious"), "keep");
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("file"), "keep");
        var directory = new AllocationDirectory(root.resolve("alloc"), ID);
        directory.create();
        directory.createTask("web");
        Files.createSymbolicLink(directory.local("web").resolve("file"), precious);
        Files.createSymbolicLink(directory.local("web").resolve("dir"), elsewhere);

        directory.remove();
        directory.remove();

        assertThat(directory.path()).doesNotExist();
        assertThat(precious).hasContent("keep");
        assertThat(elsewhere.resolve("file")).hasContent("keep");
    }

    @Test
    void aTaskCannotLeadOutOfTheAllocation() {
        var directory = new AllocationDirectory(root, ID);

        for (String name : new String[] {"../other", "..", "a/b", "/etc", "alloc", ""}) {
            assertThatThrownBy(() -> directory.task(name))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(" + name + ")");
        }
        assertThatThrownBy(() -> new AllocationDirectory(root, "../x")).hasMessageContaining("(../x)");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
