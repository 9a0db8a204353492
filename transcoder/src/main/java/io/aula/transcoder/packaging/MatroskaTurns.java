package io.aula.transcoder.packaging;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * By how much the pictures of a Matroska or WebM file (RFC 9559) have to be turned, read by ourselves: the demuxer passes
 * over it. It is said by a projection's roll, or by a tag as older writers have it.
 */
public final class MatroskaTurns {

    private static final int LARGEST_PART = 16 << 20;
    /** Clusters above all: some thousands an hour. */
    private static final int MOST_PARTS = 200_000;

    private static final int SEGMENT = 0x18538067;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK = 0xAE;
    private static final int NUMBER = 0xD7;
    private static final int UID = 0x73C5;
    private static final int VIDEO = 0xE0;
    private static final int PROJECTION = 0x7670;
    private static final int ROLL = 0x7675;
    private static final int TAGS = 0x1254C367;
    private static final int TAG = 0x7373;
    private static final int TARGETS = 0x63C0;
    private static final int TARGET_UID = 0x63C5;
    private static final int SIMPLE_TAG = 0x67C8;
    private static final int TAG_NAME = 0x45A3;
    private static final int TAG_TEXT = 0x4487;

    private final Map<Long, Long> numberOf = new HashMap<>();
    private final Map<Long, Integer> byNumber = new HashMap<>();
    private final Map<Long, Integer> byUid = new HashMap<>();

    private MatroskaTurns() {}

    /** Degrees clockwise, 90, 180 or 270, by track number; empty when nothing is said, or it cannot be read. */
    public static Map<Long, Integer> read(Path file) {
        MatroskaTurns turns = new MatroskaTurns();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            turns.walk(in);
        } catch (IOException | BufferUnderflowException e) {
            // What was read before counts: a file that was cut still says how it stands.
        }
        turns.byUid.forEach(
                (uid, degrees) -> turns.byNumber.putIfAbsent(turns.numberOf.getOrDefault(uid, -1L), degrees));
        turns.byNumber.values().removeIf(degrees -> degrees == 0);
        return Map.copyOf(turns.byNumber);
    }

    private void walk(RandomAccessFile in) throws IOException {
        byte[] head = new byte[12];
        long at = 0;
        for (int part = 0; part < MOST_PARTS && at < in.length(); part++) {
            in.seek(at);
            int there = in.read(head);
            EbmlElement element = EbmlElement.read(ByteBuffer.wrap(head, 0, Math.max(0, there)));
            long content = at + element.headBytes();
            if (element.id() == SEGMENT) {
                at = content;
                continue;
            }
            if (element.size() < 0) {
                return; // A cluster of a live recording: only the next one tells where it ends, and tags are before it.
            }
            if ((element.id() == TRACKS || element.id() == TAGS) && element.size() <= LARGEST_PART) {
                byte[] bytes = new byte[(int) element.size()];
                in.seek(content);
                in.readFully(bytes);
                read(element.id(), ByteBuffer.wrap(bytes));
            }
            at = content + element.size();
        }
    }

    private void read(int id, ByteBuffer in) {
        EbmlElement.forEach(in, (child, content) -> {
            if (id == TRACKS && child == TRACK) {
                track(content);
            }
            if (id == TAGS && child == TAG) {
                tag(content);
            }
        });
    }

    private void track(ByteBuffer in) {
        long[] ids = {-1, -1};
        int[] turn = {0};
        EbmlElement.forEach(in, (child, content) -> {
            switch (child) {
                case NUMBER -> ids[0] = EbmlElement.whole(content);
                case UID -> ids[1] = EbmlElement.whole(content);
                case VIDEO ->
                    EbmlElement.forEach(content, (inVideo, video) -> {
                        if (inVideo == PROJECTION) {
                            turn[0] = projected(video);
                        }
                    });
                default -> {}
            }
        });
        numberOf.put(ids[1], ids[0]);
        if (turn[0] != 0) {
            byNumber.put(ids[0], turn[0]);
        }
    }

    /** The roll is counted against the clock. */
    private static int projected(ByteBuffer in) {
        int[] turn = {0};
        EbmlElement.forEach(in, (child, content) -> {
            if (child == ROLL) {
                double roll = content.remaining() == 8 ? content.getDouble() : content.getFloat();
                turn[0] = quarter(-roll);
            }
        });
        return turn[0];
    }

    private void tag(ByteBuffer in) {
        long[] target = {-1};
        int[] turn = {0};
        EbmlElement.forEach(in, (child, content) -> {
            if (child == TARGETS) {
                EbmlElement.forEach(content, (inTargets, uid) -> {
                    if (inTargets == TARGET_UID) {
                        target[0] = EbmlElement.whole(uid);
                    }
                });
            }
            if (child == SIMPLE_TAG) {
                String[] said = {"", ""};
                EbmlElement.forEach(content, (inTag, text) -> {
                    if (inTag == TAG_NAME || inTag == TAG_TEXT) {
                        said[inTag == TAG_NAME ? 0 : 1] =
                                StandardCharsets.UTF_8.decode(text).toString();
                    }
                });
                if ("ROTATE".equalsIgnoreCase(said[0]) && said[1].matches("-?[0-9]{1,3}")) {
                    turn[0] = quarter(Integer.parseInt(said[1]));
                }
            }
        });
        byUid.put(target[0], turn[0]);
    }

    /** What stands askew is left so. */
    private static int quarter(double degrees) {
        long quarters = Math.round(degrees / 90);
        return Double.isFinite(degrees) && Math.abs(degrees - quarters * 90) < 1
                ? (int) Math.floorMod(quarters, 4L) * 90
                : 0;
    }
}
