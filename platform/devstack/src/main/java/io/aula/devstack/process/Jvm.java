package io.aula.devstack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a small Java process: serial collector, compact headers, a fixed ceiling. */
public record Jvm(int heapMegabytes, List<String> options) {

    public Jvm {
        options = List.copyOf(options);
    }

    public static Jvm small(int heapMegabytes) {
        return new Jvm(heapMegabytes, List.of("-XX:TieredStopAtLevel=1"));
    }

    public List<String> run(String classPath, String main, String... arguments) {
        List<String> command = start();
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return command;
    }

    public List<String> runJar(Path jar) {
        List<String> command = start();
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private List<String> start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        return command;
    }
}
