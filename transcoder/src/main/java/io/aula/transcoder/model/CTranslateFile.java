package io.aula.transcoder.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model in CTranslate2's container, version 6, little endian: where each variable lies. Weights are never held in memory,
 * only copied through a small buffer.
 */
final class CTranslateFile implements AutoCloseable {

    private static final int VERSION = 6;
    private static final int FLOAT16 = 4;
    private static final int MOST_VARIABLES = 4096;

    /** @param offset of the weights in the file, float16 each */
    record Variable(List<Integer> dimensions, long offset, long bytes) {

        int dimension(int index) {
            return dimensions.get(index);
        }

        /** One of equal parts along the first dimension. */
        Variable part(int index, int parts) {
            List<Integer> smaller = new java.util.ArrayList<>(dimensions);
            smaller.set(0, dimensions.getFirst() / parts);
            return new Variable(List.copyOf(smaller), offset + index * (bytes / parts), bytes / parts);
        }
    }

    private final FileChannel channel;
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    CTranslateFile(Path file) throws IOException {
        channel = FileChannel.open(file);
        readIndex();
    }

    boolean has(String name) {
        return variables.containsKey(name);
    }

    Variable variable(String name) throws IOException {
        Variable found = variables.get(name);
        if (found == null) {
            throw new IOException("the container has no " + name);
        }
        return found;
    }

    /** Copies a variable's float16 as they are, or widened to float32. */
    void copy(Variable variable, boolean asFloat32, OutputStream out) throws IOException {
        ByteBuffer halves = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer floats = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = variable.offset(), end = at + variable.bytes(); at < end; at += halves.limit()) {
            halves.clear().limit((int) Math.min(halves.capacity(), end - at));
            read(halves, at);
            if (!asFloat32) {
                out.write(halves.array(), 0, halves.limit());
                continue;
            }
            floats.clear();
            while (halves.hasRemaining()) {
                floats.putFloat(Float.float16ToFloat(halves.getShort()));
            }
            out.write(floats.array(), 0, floats.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void readIndex() throws IOException {
        Cursor cursor = new Cursor();
        int version = cursor.number(4);
        String kind = cursor.text();
        if (version != VERSION || !kind.equals("WhisperSpec")) {
            throw new IOException("the container is " + kind + " " + version + " instead of WhisperSpec " + VERSION);
        }
        cursor.number(4);
        int count = cursor.number(4);
        if (count > MOST_VARIABLES) {
            throw new IOException("the container names " + count + " variables");
        }
        for (int i = 0; i < count; i++) {
            String name = cursor.text();
            Integer[] dimensions = new Integer[cursor.number(1)];
            for (int k = 0; k < dimensions.length; k++) {
                dimensions[k] = cursor.number(4);
            }
            int type = cursor.number(1);
            long bytes = Integer.toUnsignedLong(cursor.number(4));
            if (type == FLOAT16) {
                variables.put(name, new Variable(List.of(dimensions), cursor.at, bytes));
            }
            cursor.at += bytes;
        }
    }

    private void read(ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int got = channel.read(into, at);
            if (got < 0) {
                throw new EOFException("the container ends in the middle");
            }
            at += got;
        }
        into.flip();
    }

    private final class Cursor {

        private long at;

        int number(int bytes) throws IOException {
            ByteBuffer buffer =
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).limit(bytes);
            read(buffer, at);
            at += bytes;
            return buffer.limit(4).getInt(0);
        }

        /** Two bytes of length, which counts the closing NUL. */
        String text() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(number(2));
            read(buffer, at);
            at += buffer.limit();
            return new String(buffer.array(), 0, Math.max(0, buffer.limit() - 1), StandardCharsets.UTF_8);
        }
    }
}
