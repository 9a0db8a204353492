package io.aula.transcoder.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A child that has been taken over: it tries one thing and says what came of it. */
public final class Misbehaving {

    private static final int MOST_CHILDREN = 3_000;

    private Misbehaving() {}

    public static void main(String[] arguments) throws Exception {
        String[] words =
                new BufferedReader(new InputStreamReader(System.in)).readLine().split(" ");
        try {
            System.out.println(attempt(words[0], words.length > 1 ? words[1] : ""));
        } catch (IOException | SecurityException e) {
            System.out.println("denied: " + e);
        }
        System.out.flush();
    }

    private static String attempt(String what, String with) throws Exception {
        return switch (what) {
            case "read" -> "read: " + Files.readString(Path.of(with));
            case "list" -> {
                try (Stream<Path> files = Files.list(Path.of(with))) {
                    yield "listed: " + files.map(Path::toString).sorted().toList();
                }
            }
            case "write" -> "wrote: " + Files.writeString(Path.of(with), "was here");
            case "connect" -> connect(Integer.parseInt(with));
            case "send" -> send(Integer.parseInt(with));
            case "fork" -> "forked: " + fork();
            case "hoard" -> {
                System.out.println("forked: " + fork());
                Thread.sleep(60_000);
                yield "";
            }
            case "threads" -> threads();
            case "fill" -> fill(Path.of(with));
            case "beyond" -> beyond(Path.of(with));
            case "swallow" -> swallow();
            case "spin" -> spin();
            case "crash" ->
                "read: " + MemorySegment.ofAddress(8).reinterpret(16).get(ValueLayout.JAVA_LONG, 0);
            case "die" -> {
                System.err.println("something went wrong here");
                Runtime.getRuntime().halt(7);
                yield "";
            }
            case "sleep" -> {
                Thread.sleep(60_000);
                yield "slept";
            }
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static String connect(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
            return "connected";
        }
    }

    private static String send(int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[] {1}, 1, InetAddress.getByName("127.0.0.1"), port));
            return "sent";
        }
    }

    /** @return how many processes there are after a while of starting them as fast as a shell can */
    private static long fork() throws IOException, InterruptedException {
        new ProcessBuilder("bash", "-c", "for i in {1.." + MOST_CHILDREN + "}; do sleep 61 & done")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread.sleep(6_000);
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .count();
        }
    }

    /** Each sleeps longer than anybody wants to wait for the end of this process. */
    private static String threads() {
        while (true) {
            Thread.ofPlatform().start(() -> {
                try {
                    Thread.sleep(300_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private static String fill(Path folder) throws IOException, InterruptedException {
        byte[] piece = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(folder.resolve("much"))) {
            while (true) {
                out.write(piece);
                Thread.sleep(2);
            }
        }
    }

    /** A file with a hole takes no room, however large it is. */
    private static String beyond(Path file) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek((16L << 30) - 1);
            out.write(1);
            out.write(1);
            return "wrote " + out.length();
        } catch (IOException e) {
            return "wrote " + Files.size(file) + ": " + e.getMessage();
        } finally {
            Files.delete(file);
        }
    }

    private static String swallow() {
        for (int i = 0; i < 64; i++) {
            Arena.global().allocate(64 << 20).fill((byte) 1);
        }
        return "swallowed";
    }

    private static String spin() {
        long until = System.nanoTime() + 30_000_000_000L;
        long sum = 0;
        while (System.nanoTime() < until) {
            sum++;
        }
        return "span " + sum;
    }
}
