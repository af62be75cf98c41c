package dev.berth.driver.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between a driver and the daemon, and fails as a test wishes. */
final class DaemonProxy implements AutoCloseable {
    private static final int BUFFER = 16 << 10;

    private final Path socket;
    private final Path daemon;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocketChannel server;
    private volatile boolean cut;
    private volatile String lostRequest = ""; // a request with this in its first line does not reach the daemon
    private volatile String lostAnswer = ""; // the answer to such a one does not come back

    DaemonProxy(Path socket, Path daemon) throws IOException {
        this.socket = socket;
        this.daemon = daemon;
        restore();
    }

    String host() {
        return "unix://" + socket;
    }

    void loseRequest(String part) {
        lostRequest = part;
    }

    void loseAnswer(String part) {
        lostAnswer = part;
    }

    /** Breaks all connections and accepts none. */
    void cut() throws IOException {
        cut = true;
        server.close();
        Files.deleteIfExists(socket);
        for (SocketChannel each : open) {
            each.close();
        }
        open.clear();
    }

    void restore() throws IOException {
        cut = false;
        ServerSocketChannel next = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        next.bind(UnixDomainSocketAddress.of(socket));
        server = next;
        thread(() -> accept(next));
    }

    private void accept(ServerSocketChannel from) {
        try {
            while (!cut) {
                SocketChannel client = from.accept();
                SocketChannel target = SocketChannel.open(UnixDomainSocketAddress.of(daemon));
                open.add(client);
                open.add(target);
                var swallow = new AtomicBoolean();
                thread(() -> requests(client, target, swallow));
                thread(() -> answers(target, client, swallow));
            }
        } catch (ClosedChannelException e) {
            return; // cut or closed
        } catch (IOException e) {
            throw new AssertionError("The proxy broke.", e);
        }
    }

    private void requests(SocketChannel client, SocketChannel target, AtomicBoolean swallow) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (client;
                target) {
            while (client.read(buffer.clear()) >= 0) {
                String line = firstLine(buffer.flip());
                if (!lostRequest.isEmpty() && line.contains(lostRequest)) {
                    return;
                }
                if (!lostAnswer.isEmpty() && line.contains(lostAnswer)) {
                    swallow.set(true);
                }
                write(buffer, target);
            }
        } catch (IOException e) {
            return; // one side went away, which closes the other
        }
    }

    private static void answers(SocketChannel target, SocketChannel client, AtomicBoolean swallow) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (client;
                target) {
            while (target.read(buffer.clear()) >= 0 && !swallow.get()) {
                write(buffer.flip(), client);
            }
        } catch (IOException e) {
            return; // as above
        }
    }

    private static void write(ByteBuffer buffer, SocketChannel to) throws IOException {
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    private static String firstLine(ByteBuffer buffer) {
        String text = StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
        int end = text.indexOf('\r');
        return end < 0 ? "" : text.substring(0, end);
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "daemon-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
