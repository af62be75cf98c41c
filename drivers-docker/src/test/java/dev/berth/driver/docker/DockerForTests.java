package dev.berth.driver.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The machine's daemon as the tests see it beside the driver, and their image: the machine's static busybox, imported. */
final class DockerForTests {
    static final String HOST = "unix:///var/run/docker.sock";
    static final String IMAGE = "berth-test:busybox";
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
    private static final List<String> PROGRAMS = List.of(
            "cat", "echo", "env", "head", "httpd", "id", "kill", "ls", "mkdir", "mv", "printf", "rmdir", "sh", "sleep",
            "tail", "touch", "true", "wget");

    private DockerForTests() {}

    static DockerClient client() {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(HOST)
                .build();
        return DockerClientImpl.getInstance(config, transport());
    }

    private static DockerHttpClient transport() {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(URI.create(HOST))
                .build();
    }

    /** Returns why there is no docker to test with, or an empty text. */
    static String missing() {
        if (!Files.isExecutable(BUSYBOX)) {
            return "The docker tests need " + BUSYBOX + " (package busybox-static).";
        }
        try (DockerClient client = client()) {
            client.pingCmd().exec();
            return "";
        } catch (IOException | RuntimeException e) {
            return "The docker tests need a daemon at " + HOST + ", which does not answer: " + e.getMessage();
        }
    }

    static void importImage(DockerClient client) throws IOException {
        try {
            client.inspectImageCmd(IMAGE).exec();
        } catch (NotFoundException absent) {
            // docker-java's own command sends a stream, of which the daemon sees a part only
            String path = "/images/create?fromSrc=-&repo=" + IMAGE.replace(":", "&tag=");
            var request = DockerHttpClient.Request.builder()
                    .method(DockerHttpClient.Request.Method.POST)
                    .path(path)
                    .bodyBytes(files())
                    .build();
            try (var transport = transport();
                    var response = transport.execute(request)) {
                String answer = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
                if (response.getStatusCode() != 200) {
                    throw new IOException("The image was not imported: " + answer, absent);
                }
            }
        }
    }

    private static byte[] files() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (String dir : List.of("bin/", "etc/", "tmp/", "www/")) {
                tar.putArchiveEntry(new TarArchiveEntry(dir));
                tar.closeArchiveEntry();
            }
            byte[] program = Files.readAllBytes(BUSYBOX);
            var busybox = new TarArchiveEntry("bin/busybox");
            busybox.setMode(0755);
            busybox.setSize(program.length);
            tar.putArchiveEntry(busybox);
            tar.write(program);
            tar.closeArchiveEntry();
            for (String name : PROGRAMS) {
                var link = new TarArchiveEntry("bin/" + name, TarConstants.LF_SYMLINK);
                link.setLinkName("busybox");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
