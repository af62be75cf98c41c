package dev.berth.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path temp;

    @Test
    void aSecondAgentIsTurnedAwayWithTheDirectoryAndTheFirstOnesProcess() throws IOException {
        try (DataDirectory first = DataDirectory.open(temp)) {
            assertThatThrownBy(() -> DataDirectory.open(temp))
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining(temp.toString())
                    .hasMessageContaining("used by another agent (process "
                            + ProcessHandle.current().pid() + ")");
            assertThat(first.allocations()).isDirectory();
        }
        DataDirectory.open(temp).close();
    }

    @Test
    void theRecordsAndTheSecretInThemAreTheOwnersOnly() throws IOException {
        try (DataDirectory data = DataDirectory.open(temp)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.state())))
                    .isEqualTo("rwx------");
            for (String file : new String[] {"node.a", "node.b"}) {
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.state().resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("data"), "");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("is no directory")
                .hasMessageContaining(file.toString());
    }

    @Test
    void aDirectoryThatCannotBeMadeIsOneSentence() {
        Path impossible = Path.of("/proc/berth-agent");

        assertThatThrownBy(() -> DataDirectory.open(impossible))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("The data directory (/proc/berth-agent) cannot be used");
    }
}
