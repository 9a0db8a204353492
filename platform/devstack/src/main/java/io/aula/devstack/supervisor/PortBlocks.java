package io.aula.devstack.supervisor;

import io.aula.devstack.Home;
import io.aula.devstack.Ports;
import io.aula.devstack.SetupFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sees to it that no two platforms share a port, whatever their public ports are. */
public final class PortBlocks {

    private PortBlocks() {}

    /**
     * The block this home had before if it is free, else the one its public port prefers, else the next that is; and remembers it.
     * Nothing of this home may run.
     */
    public static Ports choose(Home home, int gateway) {
        Ports chosen = Stream.concat(
                        Stream.of(Ports.of(home, gateway)),
                        IntStream.range(0, Ports.blocks()).mapToObj(next -> Ports.block(gateway, next)))
                .filter(PortBlocks::isFree)
                .findFirst()
                .orElseThrow(() -> new SetupFailure("ports: every block of " + Ports.BLOCK
                        + " ports from 20000 on is in use; stop a platform that is not needed"));
        chosen.remember(home);
        return chosen;
    }

    /** Holds the block until closed: two that choose at the same moment find out here, and one of them has to choose again. */
    static ServerSocket hold(Ports ports) {
        try {
            return listen(ports.base());
        } catch (IOException e) {
            throw new SetupFailure(
                    "ports: another platform has taken the ports from " + ports.base() + " on; run bin/up again", e);
        }
    }

    private static boolean isFree(Ports ports) {
        int last = ports.base() + Ports.BLOCK - 1;
        if (ports.gateway() >= ports.base() && ports.gateway() <= last) {
            return false;
        }
        return IntStream.rangeClosed(ports.base(), last).allMatch(PortBlocks::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = listen(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
