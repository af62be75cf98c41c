package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.ExecResult;
import dev.berth.driver.TaskKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a further command in a container. Stateless. */
final class ContainerExec {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerExec.class);
    private static final int MAX_OUTPUT = 1 << 20;

    private ContainerExec() {}

    static ExecResult run(Daemon daemon, TaskKey key, String id, List<String> command, Duration timeout) {
        var output = new Output();
        try (output) {
            String exec = daemon.requests()
                    .execCreateCmd(id)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withCmd(command.toArray(String[]::new))
                    .exec()
                    .getId();
            boolean ended = daemon.streams()
                    .execStartCmd(exec)
                    .exec(output)
                    .awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS);
            InspectExecResponse seen = daemon.requests().inspectExecCmd(exec).exec();
            if (!ended) {
                kill(id, seen);
                return output.result(128 + 9, true);
            }
            Long code = seen.getExitCodeLong();
            if (output.isRefusal()) {
                throw new DriverException(
                        Kind.START_FAILED, "There is no program " + command.get(0) + " that " + key + " can run.");
            }
            return output.result(code == null ? -1 : (int) (long) code, false);
        } catch (NotFoundException | ConflictException e) {
            throw new DriverException(Kind.TASK_GONE, "The container of " + key + " does not run any more.", e);
        } catch (DockerException e) {
            throw new DriverException(
                    DaemonErrors.kind(e), command.get(0) + " in " + key + ": " + DaemonErrors.message(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Kind.UNAVAILABLE, "The driver was closed.", e);
        } catch (IOException e) {
            throw new DriverException(Kind.UNAVAILABLE, "The output of " + command.get(0) + " broke off.", e);
        } catch (RuntimeException e) {
            throw DaemonErrors.unavailable(daemon.host(), command.get(0) + " in " + key, e);
        }
    }

    /**
     * The daemon cannot end a command. The agent can when it runs on the same machine, where the process shows the
     * container's id as its control group; otherwise the command runs on to its own end.
     */
    private static void kill(String id, InspectExecResponse exec) {
        Long pid = exec.getPidLong();
        if (pid == null || pid <= 0) {
            return;
        }
        try {
            if (Files.readString(Path.of("/proc/" + pid + "/cgroup")).contains(id)) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        } catch (IOException e) {
            LOG.debug("The command {} in {} runs on.", pid, id, e);
        }
    }

    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

        @Override
        public synchronized void onNext(Frame frame) {
            ByteArrayOutputStream to = frame.getStreamType() == StreamType.STDERR ? stderr : stdout;
            to.write(frame.getPayload(), 0, Math.min(frame.getPayload().length, MAX_OUTPUT - to.size()));
        }

        /** The daemon answers well even when there is no such program, and says so in the output. */
        synchronized boolean isRefusal() {
            return stdout.toString(StandardCharsets.UTF_8).startsWith("OCI runtime exec failed");
        }

        synchronized ExecResult result(int exitCode, boolean timedOut) {
            return new ExecResult(exitCode, timedOut, stdout.toByteArray(), stderr.toByteArray());
        }
    }
}
