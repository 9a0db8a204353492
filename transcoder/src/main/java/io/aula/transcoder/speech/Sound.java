package io.aula.transcoder.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of 16-bit samples, little endian, one channel at 16 kHz, of which only pieces are ever in memory. */
final class Sound implements AutoCloseable {

    private static final int BYTES = 2;

    private final FileChannel channel;
    private final long samples;

    Sound(Path file) throws IOException {
        channel = FileChannel.open(file);
        samples = channel.size() / BYTES;
    }

    long samples() {
        return samples;
    }

    /** Fills the array from {@code from} on; what lies outside the sound is silence. */
    void read(long from, float[] into, int at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        long end = Math.max(0, Math.min(count, samples - from));
        bytes.limit((int) (BYTES * end));
        while (bytes.hasRemaining() && channel.read(bytes, BYTES * from + bytes.position()) >= 0) {
            // Reads until the buffer is full or the file ends.
        }
        bytes.flip();
        for (int i = 0; i < count; i++) {
            into[at + i] = bytes.hasRemaining() ? bytes.getShort() / 32768f : 0;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
