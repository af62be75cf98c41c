package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.exception.DockerException;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the driver's words what went wrong at the daemon. Stateless. */
final class DaemonErrors {
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** The daemon answers these with 500 too, but they stay as they are until somebody changes the job or the image. */
    private static final Pattern STAYS = Pattern.compile(
            "no such file or directory|executable file not found|permission denied|exec format error|is a directory"
                    + "|not a directory|unauthorized|access denied|manifest unknown|manifest for .* not found|no matching manifest"
                    + "|repository does not exist|invalid reference format|invalid mount|unable to find user"
                    + "|unable to find group|outside of container|no such network|network .* not found|unknown log opt"
                    + "|bind source path does not exist|minimum memory limit");
    /** And these pass. */
    private static final Pattern PASSES = Pattern.compile(
            "already allocated|address already in use|no space left|cannot allocate memory|temporarily");

    private DaemonErrors() {}

    /** Returns whether the daemon itself refused: what was asked has not happened. */
    static boolean isAnswer(RuntimeException e) {
        return e instanceof DockerException;
    }

    /** Returns the kind of failure of a request that was answered. */
    static Kind kind(DockerException e) {
        return kind(e.getHttpStatus(), message(e));
    }

    static Kind kind(int status, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (PASSES.matcher(text).find()) {
            return Kind.UNAVAILABLE;
        }
        return status < 500 || STAYS.matcher(text).find() ? Kind.START_FAILED : Kind.UNAVAILABLE;
    }

    /** Returns what the daemon said, without the wrapping. */
    static String message(DockerException e) {
        String text = String.valueOf(e.getMessage());
        Matcher matcher = MESSAGE.matcher(text);
        String said = matcher.find() ? matcher.group(1).replace("\\\"", "\"").replace("\\n", " ") : text;
        return said.strip();
    }

    /** Returns a failure while looking or removing: worth another try, whatever it was. */
    static DriverException unavailable(URI host, String what, RuntimeException e) {
        if (e instanceof DriverException known) {
            return known;
        }
        return e instanceof DockerException answer
                ? new DriverException(Kind.UNAVAILABLE, what + ": " + message(answer), e)
                : new DriverException(Kind.UNAVAILABLE, silent(host, e), e);
    }

    /** Returns the one sentence for a daemon that does not answer. */
    static String silent(URI host, Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return "The Docker daemon at " + host + " does not answer (" + reason
                + "). Is it running, and may this user talk to it?";
    }
}
