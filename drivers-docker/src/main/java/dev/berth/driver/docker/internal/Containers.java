package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The containers of this driver at one daemon. Its methods block until the daemon has answered. Thread-safe. */
final class Containers {
    /*
     * Implementation note. "Started at most once" rests on the container's name, which is made of the task key and which the
     * daemon gives to one container only, and on the order create, start, record. A container that was created but never
     * started is nobody's: the process that would have started it either is this one (and then nobody else looks) or is
     * dead. It is removed *without* force, so that a start of the dead process that the daemon still has in its hands wins
     * against the removal (the daemon refuses to remove what runs) or loses for good (it cannot start what is gone). A create that
     * arrives late makes a container that nobody starts, or fails for the name.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final long EVENT_WAIT_SECONDS = 5;
    private static final int SETTLE_TRIES = 5;

    private final Daemon daemon;

    Containers(Daemon daemon) {
        this.daemon = daemon;
    }

    /** Returns the container of a key that was started, having removed those that never were. */
    Optional<ContainerView> settle(TaskKey key) {
        for (int i = 0; i < SETTLE_TRIES; i++) {
            Optional<ContainerView> found = lookUp(key);
            if (found.isEmpty() || !found.get().neverStarted()) {
                return found;
            }
            removeNeverStarted(found.get().id());
        }
        throw new DriverException(
                Kind.UNAVAILABLE, "The container of " + key + " is neither started nor removable now.");
    }

    private Optional<ContainerView> lookUp(TaskKey key) {
        List<Container> found = ask(
                "The containers of " + key + " could not be listed",
                () -> daemon.requests()
                        .listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(Map.of(ContainerLabels.KEY, key.toString()))
                        .exec());
        return found.stream().flatMap(each -> inspect(each.getId()).stream()).findFirst();
    }

    private void removeNeverStarted(String id) {
        try {
            daemon.requests().removeContainerCmd(id).withRemoveVolumes(true).exec();
        } catch (NotFoundException | ConflictException e) {
            // gone, going, or running after all: the next look tells
            return;
        } catch (RuntimeException e) {
            throw DaemonErrors.unavailable(daemon.host(), "The container " + id + " could not be removed", e);
        }
    }

    /** Returns a container, or nothing when it is gone or going. */
    Optional<ContainerView> inspect(String id) {
        try {
            var response = daemon.requests().inspectContainerCmd(id).exec();
            String status = response.getState().getStatus();
            return "removing".equals(status) || "dead".equals(status)
                    ? Optional.empty()
                    : Optional.of(ContainerView.of(response));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw DaemonErrors.unavailable(daemon.host(), "The container " + id + " could not be inspected", e);
        }
    }

    /** Creates a container with the key's name and starts it. Leaves none behind when the daemon refuses. */
    String run(TaskLaunch launch, UnaryOperator<CreateContainerCmd> spec, String image) {
        TaskKey key = launch.key();
        String id;
        try {
            id = create(key, spec, image);
            daemon.requests().startContainerCmd(id).exec();
            return id;
        } catch (NotModifiedException e) {
            return settle(key).orElseThrow(() -> lost(key, e)).id();
        } catch (DockerException e) {
            var failure = new DriverException(
                    DaemonErrors.kind(e),
                    "The container of " + key + " does not start from the image " + image + ": "
                            + DaemonErrors.message(e),
                    e);
            return survivor(key, failure);
        } catch (DriverException e) {
            throw e;
        } catch (RuntimeException e) {
            throw lost(key, e);
        }
    }

    private DriverException lost(TaskKey key, RuntimeException e) {
        return new DriverException(
                Kind.UNKNOWN_OUTCOME,
                "It is unknown whether " + key + " was started. " + DaemonErrors.silent(daemon.host(), e),
                e);
    }

    /** Removes what a refused start left; should it run all the same, it counts. */
    private String survivor(TaskKey key, DriverException failure) {
        try {
            Optional<ContainerView> left = settle(key);
            if (left.isPresent()) {
                return left.get().id();
            }
        } catch (DriverException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    private String create(TaskKey key, UnaryOperator<CreateContainerCmd> spec, String image) {
        return spec.apply(daemon.requests().createContainerCmd(image))
                .withName(key.fileName())
                .exec()
                .getId();
    }

    /** Sends a signal; returns false when the container does not run. */
    boolean kill(String id, int signal) {
        try {
            daemon.requests()
                    .killContainerCmd(id)
                    .withSignal(String.valueOf(signal))
                    .exec();
            return true;
        } catch (NotFoundException | ConflictException e) {
            return false;
        } catch (DockerException e) {
            if (DaemonErrors.message(e).contains("is not running")) {
                return false;
            }
            throw DaemonErrors.unavailable(daemon.host(), "The container " + id + " could not be signalled", e);
        } catch (RuntimeException e) {
            throw DaemonErrors.unavailable(daemon.host(), "The container " + id + " could not be signalled", e);
        }
    }

    /** Removes a container that does not run, with its anonymous volumes. */
    void remove(String id) {
        try {
            daemon.requests()
                    .removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            return;
        } catch (ConflictException e) {
            throw new DriverException(Kind.UNAVAILABLE, "The container " + id + " is being removed already.", e);
        } catch (RuntimeException e) {
            throw DaemonErrors.unavailable(daemon.host(), "The container " + id + " could not be removed", e);
        }
    }

    /** Returns whether anybody sent a container that has ended this signal, as far as the daemon remembers (256 events). */
    boolean wasSent(ContainerView ended, int signal) {
        if (ended.startedAt() == null || ended.finishedAt() == null) {
            return false;
        }
        var found = new AtomicBoolean();
        // the daemon notes the signal after it was sent: maybe after the end
        Instant until = ended.finishedAt().plusSeconds(1);
        try (var callback = daemon.streams()
                .eventsCmd()
                .withEventTypeFilter(EventType.CONTAINER)
                .withContainerFilter(ended.id())
                .withEventFilter("kill")
                .withSince(seconds(ended.startedAt()))
                .withUntil(seconds(until))
                .exec(new ResultCallback.Adapter<Event>() {
                    @Override
                    public void onNext(Event event) {
                        if (String.valueOf(signal).equals(attribute(event, "signal"))) {
                            found.set(true);
                        }
                    }
                })) {
            callback.awaitCompletion(EVENT_WAIT_SECONDS, TimeUnit.SECONDS);
            return found.get();
        } catch (IOException | RuntimeException e) {
            LOG.debug("The signals of {} cannot be told; its exit code stands.", ended.id(), e);
            return found.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return found.get();
        }
    }

    static String attribute(Event event, String name) {
        if (event.getActor() == null || event.getActor().getAttributes() == null) {
            return "";
        }
        return event.getActor().getAttributes().getOrDefault(name, "");
    }

    /** Returns a moment as the daemon reads it. */
    static String seconds(Instant moment) {
        return String.format("%d.%09d", moment.getEpochSecond(), moment.getNano());
    }

    private interface Request<T> {
        T send();
    }

    private <T> T ask(String what, Request<T> request) {
        try {
            return request.send();
        } catch (RuntimeException e) {
            throw DaemonErrors.unavailable(daemon.host(), what, e);
        }
    }
}
