package io.aula.identity.privacy.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One ZIP: a file that says what it is, and each service's files, JSON arrays with a row a line. */
final class Archive {
    /** In characters, before it is packed: it is held in memory. A teacher of two hundred lessons has about a tenth. */
    private static final long MOST = 32L << 20;

    private static final String READ_ME = """
            Esto es todo lo que Aula sabe de ti. Cada carpeta es una parte de Aula; cada archivo, una lista en JSON.
            This is all that Aula knows of you. Each folder is a part of Aula; each file is a list in JSON.

            identity/  cuenta, sesiones, programas, compras / account, sign-ins, programs, purchases
            courses/   cursos, progreso, vídeos / courses, progress, videos
            social/    comentarios, a quién sigues / comments, whom you follow
            """;

    private final Map<String, List<String>> files = new LinkedHashMap<>();
    private long length;

    /** There is more of somebody than one file holds. */
    static final class TooLargeException extends RuntimeException {}

    void add(String folder, String file, List<String> rows) {
        length += rows.stream().mapToLong(row -> row.length() + 2L).sum();
        if (length > MOST) {
            throw new TooLargeException();
        }
        files.computeIfAbsent(folder + "/" + file + ".json", name -> new ArrayList<>())
                .addAll(rows);
    }

    byte[] pack(Instant now) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed, StandardCharsets.UTF_8)) {
            put(zip, "LEEME-README.txt", READ_ME + "\n" + now + "\n");
            for (Map.Entry<String, List<String>> file : files.entrySet()) {
                list(zip, file.getKey(), file.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** Row by row, so that nothing is there twice. */
    private static void list(ZipOutputStream zip, String name, List<String> rows) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        String before = "[\n";
        for (String row : rows) {
            zip.write(before.getBytes(StandardCharsets.UTF_8));
            zip.write(row.getBytes(StandardCharsets.UTF_8));
            before = ",\n";
        }
        zip.write((rows.isEmpty() ? "[\n\n]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
