package io.aula.transcoder.packaging;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What is missing in a transport stream (ISO/IEC 13818-1, 2.4.3). Its demuxer looks for the next packet and goes on as if
 * nothing had happened.
 *
 * @param bytes in all
 * @param lost of them, between packets where the next should begin and does not, or in packets marked as spoiled
 * @param jumps how often the count of a stream's packets leaves some out
 */
public record TransportLoss(long bytes, long lost, long jumps) {

    private static final int SYNC = 0x47;
    private static final int NULL_PACKETS = 0x1fff;
    /** Chance gives one such byte in 256, hardly ever three in their places. */
    private static final int IN_A_ROW = 3;

    private static final int BUFFER = 1 << 20;

    public double share() {
        return bytes == 0 ? 0 : lost / (double) bytes;
    }

    /** @param packet how many bytes lie between the beginnings of two packets: 188, 192, 204 or 208 */
    public static TransportLoss of(Path file, int packet) throws IOException {
        try (Reader reader = new Reader(file, packet)) {
            return reader.read();
        }
    }

    private static final class Reader implements AutoCloseable {

        private final InputStream in;
        private final int packet;
        private final int[] counts = new int[NULL_PACKETS + 1];
        private final byte[] window;
        private int filled;
        private long bytes;
        private long lost;
        private long jumps;

        Reader(Path file, int packet) throws IOException {
            this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            this.packet = packet;
            this.window = new byte[packet * IN_A_ROW];
            Arrays.fill(counts, -1);
        }

        TransportLoss read() throws IOException {
            long before = 0;
            boolean isFirst = true;
            while (fill()) {
                if (isPacket(isFirst || before > 0)) {
                    // A capture may begin within one.
                    lost += isFirst ? 0 : before;
                    before = 0;
                    isFirst = false;
                    look();
                    drop(packet);
                } else {
                    int next = nextSync();
                    before += next;
                    drop(next);
                }
            }
            // A capture may end within a packet.
            lost += before >= IN_A_ROW * packet ? before : 0;
            return new TransportLoss(bytes, lost, jumps);
        }

        /** When it was lost, several must follow each other before it counts as found. */
        private boolean isPacket(boolean isLost) {
            for (int i = 0; i < (isLost ? IN_A_ROW : 1) && i * packet < filled; i++) {
                if (window[i * packet] != SYNC) {
                    return false;
                }
            }
            return true;
        }

        private int nextSync() {
            for (int i = 1; i < filled; i++) {
                if (window[i] == SYNC) {
                    return i;
                }
            }
            return filled;
        }

        private void look() {
            if ((window[1] & 0x80) != 0) {
                lost += packet;
                return;
            }
            int id = (window[1] & 0x1f) << 8 | window[2] & 0xff;
            boolean hasContent = (window[3] & 0x10) != 0;
            boolean isDiscontinuous = (window[3] & 0x20) != 0 && window[4] != 0 && (window[5] & 0x80) != 0;
            if (id == NULL_PACKETS || !hasContent) {
                return;
            }
            int count = window[3] & 0x0f;
            int last = counts[id];
            // A packet may come twice.
            if (last >= 0 && !isDiscontinuous && count != last && count != (last + 1 & 0x0f)) {
                jumps++;
            }
            counts[id] = count;
        }

        private boolean fill() throws IOException {
            int read = in.readNBytes(window, filled, window.length - filled);
            filled += read;
            bytes += read;
            return filled > 0;
        }

        private void drop(int count) {
            int gone = Math.min(count, filled);
            System.arraycopy(window, gone, window, 0, filled - gone);
            filled -= gone;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
