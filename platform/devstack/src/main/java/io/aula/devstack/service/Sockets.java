package io.aula.devstack.service;

import io.aula.devstack.SetupFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a port says of the server behind it. */
public final class Sockets {

    private static final int MILLIS = 1_500;

    private Sockets() {}

    public static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A broker that is not there yet accepts and closes: the AMQP greeting is what tells. */
    public static boolean greetsInAmqp(int port) {
        return answers(port, "AMQP\0\0\11\1".getBytes(StandardCharsets.ISO_8859_1), 1);
    }

    /** Bolt's handshake: magic, four proposed versions; any answer other than four zeros is a version. */
    public static boolean greetsInBolt(int port) {
        byte[] hello = {0x60, 0x60, (byte) 0xB0, 0x17, 0, 4, 4, 5, 0, 0, 4, 4, 0, 0, 0, 4, 0, 0, 0, 3};
        return answers(port, hello, 4);
    }

    public static void requireFree(String component, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new SetupFailure(
                    component + ": port " + port + " is in use; stop what holds it or choose another AULA_PORT", e);
        }
    }

    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new SetupFailure("no free port on the loopback address", e);
        }
    }

    private static boolean answers(int port, byte[] hello, int expected) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            socket.setSoTimeout(MILLIS);
            socket.getOutputStream().write(hello);
            InputStream answer = socket.getInputStream();
            return answer.readNBytes(expected).length == expected;
        } catch (IOException e) {
            return false;
        }
    }
}
