package io.aula.social;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cable between the service and a store, which a test pulls out and plugs in again. Cut, its port refuses connections
 * and the open ones break, as with a server that is not there yet or was killed.
 */
final class Wire {
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;
    private Thread accepting = new Thread();

    /** Cut until {@link #mend} says what is at the other end. */
    Wire() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            listening = free;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    boolean isCut() {
        return listening.isClosed();
    }

    synchronized void mend(int target) {
        if (!isCut()) {
            return;
        }
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening = server;
            accepting = Thread.startVirtualThread(() -> accept(server, target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Done when nobody can be let in any more, so that what is open is all there is and the port is free. */
    synchronized void cut() {
        close(listening);
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(Wire::close);
        open.clear();
    }

    private void accept(ServerSocket server, int target) {
        try {
            while (true) {
                Socket near = server.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
            }
        } catch (IOException e) {
            close(server); // cut, or nobody at the other end
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end is gone: so is the other, below
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
