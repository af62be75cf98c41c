package dev.berth.agent.internal.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.agent.Fingerprint;
import dev.berth.agent.Fingerprinter;
import dev.berth.agent.Fingerprinters;
import dev.berth.model.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintersTest {
    @TempDir
    Path root;

    @Test
    void theProcessorIsReadFromProc() throws IOException {
        write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU @ 3GHz\ncpu MHz\t\t: 2994.375\n");

        Fingerprint found = new CpuFingerprinter(root, 4, 1_000).fingerprint();

        assertThat(found.attributes())
                .containsEntry("cpu.numcores", "4")
                .containsEntry("cpu.modelname", "Some CPU @ 3GHz")
                .containsEntry("cpu.frequency", "2994")
                .containsEntry("cpu.totalcompute", "4000")
                .containsEntry("cpu.usablecompute", "4000")
                .containsEntry("cpu.reservablecores", "4")
                .containsKey("cpu.arch");
        assertThat(found.resources().cpu()).isEqualTo(4_000);
        assertThat(found.cores()).extracting("id").containsExactly(0, 1, 2, 3);
    }

    @Test
    void whatTheMachineDoesNotTellIsLeftOut() throws IOException {
        Fingerprint found = new CpuFingerprinter(root, 1, 1_000).fingerprint();

        assertThat(found.attributes()).doesNotContainKeys("cpu.modelname", "cpu.frequency");
    }

    @Test
    void theArchitectureHasTheNameOfJobFiles() {
        assertThat(CpuFingerprinter.architecture("x86_64")).isEqualTo("amd64");
        assertThat(CpuFingerprinter.architecture("aarch64")).isEqualTo("arm64");
        assertThat(CpuFingerprinter.architecture("riscv64")).isEqualTo("riscv64");
    }

    @Test
    void memoryIsWhatTheMachineHasWithinTheLimitOfTheContainer() throws IOException {
        write("proc/meminfo", "MemTotal:        2048 kB\nMemFree: 1 kB\n");
        assertThat(memory()).isEqualTo(2_048 * 1_024);

        write("sys/fs/cgroup/memory.max", "max\n");
        assertThat(memory()).isEqualTo(2_048 * 1_024);

        write("sys/fs/cgroup/memory.max", "1000000\n");
        assertThat(memory()).isEqualTo(1_000_000);
    }

    @Test
    void withoutProcTheJvmIsAskedForTheMemory() throws IOException {
        assertThat(memory()).isGreaterThan(64L << 20);
    }

    @Test
    void theSystemAndTheHostNameAreRead() throws IOException {
        write("etc/os-release", "PRETTY_NAME=\"Some Linux\"\nID=\"some\"\nVERSION_ID=\"12\"\n");
        write("proc/sys/kernel/hostname", "box-7\n");

        assertThat(new OsFingerprinter(root).fingerprint().attributes())
                .containsEntry("os.name", "some")
                .containsEntry("os.version", "12")
                .containsEntry("unique.hostname", "box-7")
                .containsKeys("kernel.name", "kernel.version", "kernel.arch");
    }

    @Test
    void theDiskOfTheDirectoryIsMeasured() throws IOException {
        Fingerprint found = Fingerprinters.storage(root).fingerprint();

        assertThat(found.attributes()).containsKeys("unique.storage.volume", "unique.storage.bytestotal");
        assertThat(found.resources().diskBytes())
                .isPositive()
                .isEqualTo(Long.parseLong(found.attributes().get("unique.storage.bytesfree")));
    }

    @Test
    void theLoopbackInterfaceCanBeTheNetwork() throws IOException {
        Fingerprint found = Fingerprinters.loopbackNetwork().fingerprint();

        assertThat(found.attributes()).containsEntry("unique.network.ip-address", "127.0.0.1");
        assertThat(found.networks().get(0).ip()).isEqualTo("127.0.0.1");
        assertThat(found.nodeNetworks().get(0).addresses().get(0).alias()).isEqualTo("default");
    }

    @Test
    void anUnknownInterfaceIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Fingerprinters.network("nope7").fingerprint())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("(nope7)")
                .hasMessageContaining("Maybe use one of");
    }

    @Test
    void theDefaultRouteIsTheOneWithoutDestinationAndMask() {
        assertThat(NetworkFingerprinter.defaultRoute(List.of(
                        "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT",
                        "eth1\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
                        "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0")))
                .isEqualTo("eth0");
        assertThat(NetworkFingerprinter.defaultRoute(List.of())).isEmpty();
    }

    @Test
    void theStandardOnesGiveANodeThatCanBePlacedOn() throws IOException {
        Resources cpuAndMemory = Resources.none();
        for (Fingerprinter fingerprinter : Fingerprinters.standard(root)) {
            cpuAndMemory = cpuAndMemory.plus(fingerprinter.fingerprint().resources());
        }

        assertThat(cpuAndMemory.names()).containsExactly(Resources.CPU, Resources.DISK, Resources.MEMORY);
        assertThat(Fingerprinters.signals().fingerprint().attributes().get("os.signals"))
                .contains("SIGTERM");
    }

    private long memory() throws IOException {
        return new MemoryFingerprinter(root).fingerprint().resources().memoryBytes();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
