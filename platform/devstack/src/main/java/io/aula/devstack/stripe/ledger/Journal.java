package io.aula.devstack.stripe.ledger;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ledger's file. A line is one change as a whole: an array of the objects it touched. A last line torn by a kill in
 * the middle of a write belongs to a change that was never answered, and is dropped.
 */
final class Journal implements AutoCloseable {

    private final Path file;
    private OutputStream out;
    private long bytes;

    private Journal(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /** Tells {@code each} object of the file, oldest change first, then is ready to be written to. */
    static Journal open(Path file, Consumer<Resource> each) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                read(file, each);
            }
            return new Journal(file, append(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Bytes written since the file was last made anew. */
    long bytes() {
        return bytes;
    }

    /** In the kernel's hands when this returns: a kill of this process loses nothing. */
    void write(Collection<byte[]> objects) {
        try {
            byte[] line = (join(objects) + "\n").getBytes(StandardCharsets.UTF_8);
            bytes += line.length;
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** A new file of nothing but what is there now takes the place of the old one. */
    void rewrite(Iterable<byte[]> objects) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (BufferedWriter out = Files.newBufferedWriter(draft)) {
            for (byte[] object : objects) {
                out.append('[')
                        .append(new String(object, StandardCharsets.UTF_8))
                        .append("]\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + draft, e);
        }
        try {
            out.close();
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            out = append(file);
            bytes = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }

    private static void read(Path file, Consumer<Resource> each) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode change;
                try {
                    change = Json.MAPPER.readTree(line);
                } catch (JacksonException torn) {
                    return;
                }
                if (change instanceof ArrayNode objects) {
                    objects.values().forEach(object -> each.accept(Resource.of((ObjectNode) object)));
                }
            }
        }
    }

    /** Not a channel: an interrupt, which is how a server's threads end, would close one for everybody. */
    private static OutputStream append(Path file) throws IOException {
        return new FileOutputStream(file.toFile(), true);
    }

    private static String join(Collection<byte[]> objects) {
        StringBuilder line = new StringBuilder("[");
        for (byte[] object : objects) {
            line.append(line.length() > 1 ? "," : "").append(new String(object, StandardCharsets.UTF_8));
        }
        return line.append(']').toString();
    }
}
