package io.aula.transcoder.packaging;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text tracks of a Matroska or WebM file (RFC 9559). Their cues lie among the pictures, so the file is walked from end to
 * end, head by head; one that has none is left after its header. What was read before something broke counts.
 */
public final class MatroskaTexts {

    private static final int LARGEST_HEADER = 16 << 20;
    private static final int MOST_ELEMENTS = 20_000_000;
    private static final int WINDOW = 4 << 10;

    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549A966;
    private static final int SCALE = 0x2AD7B1;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK = 0xAE;
    private static final int CLUSTER = 0x1F43B675;
    private static final int CLUSTER_TIME = 0xE7;
    private static final int SIMPLE_BLOCK = 0xA3;
    private static final int GROUP = 0xA0;
    private static final int BLOCK = 0xA1;
    private static final int BLOCK_LASTS = 0x9B;
    private static final int LACED = 0x06;
    /** A track's number, a time and a byte of flags. */
    private static final int BLOCK_HEAD = 8 + 2 + 1;

    private final RandomAccessFile in;
    private final Map<Long, MatroskaText> texts = new HashMap<>();
    private byte[] window = {};
    private long windowAt;
    private long scale = 1_000_000;
    private long clusterTime;
    private int room = SourceText.LARGEST_ALL;
    private int count;
    private @Nullable Pending pending;

    private MatroskaTexts(RandomAccessFile in) {
        this.in = in;
    }

    /** A block that is read, while it is not known how long it shows. */
    private record Pending(MatroskaText text, byte[] bytes, long startNanos, long groupEnd) {}

    public static List<SourceText> read(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            return new MatroskaTexts(in).read();
        } catch (IOException e) {
            return List.of();
        }
    }

    private List<SourceText> read() throws IOException {
        try {
            walk();
        } catch (BufferUnderflowException e) {
            // The file ends, or is broken, here.
        }
        settle(-1);
        return texts.values().stream().map(MatroskaText::found).toList();
    }

    private void walk() throws IOException {
        long groupEnd = 0;
        long at = 0;
        for (int i = 0; i < MOST_ELEMENTS && at < in.length() && count < SourceText.MOST_SAMPLES && room > 0; i++) {
            EbmlElement element = EbmlElement.read(at(at, 12));
            long content = at + element.headBytes();
            if (pending != null && at >= pending.groupEnd()) {
                settle(-1);
            }
            if (element.id() == CLUSTER && texts.isEmpty()) {
                return;
            }
            if (element.id() == GROUP) {
                groupEnd = content + element.size();
            }
            if (element.id() == SEGMENT || element.id() == CLUSTER || element.id() == GROUP) {
                at = content;
                continue;
            }
            if (element.size() < 0) {
                return;
            }
            take(element, content, groupEnd);
            at = content + element.size();
        }
    }

    private void take(EbmlElement element, long content, long groupEnd) throws IOException {
        switch (element.id()) {
            case INFO ->
                EbmlElement.forEach(whole(content, element.size()), (id, value) -> {
                    if (id == SCALE) {
                        scale = Math.clamp(EbmlElement.whole(value), 1, 1_000_000_000);
                    }
                });
            case TRACKS ->
                EbmlElement.forEach(whole(content, element.size()), (id, track) -> {
                    if (id == TRACK && texts.size() < SourceText.MOST_TRACKS) {
                        MatroskaText.of(track).ifPresent(text -> texts.put(text.number(), text));
                    }
                });
            case CLUSTER_TIME -> clusterTime = EbmlElement.whole(at(content, (int) Math.min(8, element.size())));
            case SIMPLE_BLOCK -> block(content, element.size(), content + element.size());
            case BLOCK -> block(content, element.size(), groupEnd);
            case BLOCK_LASTS -> settle(EbmlElement.whole(at(content, (int) Math.min(8, element.size()))));
            default -> {}
        }
    }

    private void block(long at, long size, long groupEnd) throws IOException {
        ByteBuffer head = at(at, (int) Math.min(BLOCK_HEAD, size));
        int length = Integer.numberOfLeadingZeros(head.get(0) & 0xff) - 23;
        if (length > 8) {
            return;
        }
        long number = head.get() & (1 << 8 - length) - 1;
        for (int i = 1; i < length; i++) {
            number = number << 8 | head.get() & 0xff;
        }
        MatroskaText text = texts.get(number);
        int from = length + 3;
        if (text == null || size - from > Math.min(SourceText.LARGEST_SAMPLE, room)) {
            return;
        }
        long start = (clusterTime + head.getShort()) * scale;
        if ((head.get() & LACED) == 0 && size > from) {
            byte[] bytes = new byte[(int) size - from];
            at(at + from, bytes.length).get(bytes);
            pending = new Pending(text, bytes, start, groupEnd);
        }
    }

    /** @param ticks how long it shows; −1 when nothing says it */
    private void settle(long ticks) {
        if (pending != null) {
            long end = ticks < 0 ? -1 : pending.startNanos() + ticks * scale;
            room -= pending.text().add(pending.bytes(), pending.startNanos(), end);
            count++;
            pending = null;
        }
    }

    private ByteBuffer whole(long at, long size) throws IOException {
        if (size > LARGEST_HEADER) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) size];
        in.seek(at);
        int there = in.read(bytes);
        return ByteBuffer.wrap(bytes, 0, Math.max(0, there)).slice();
    }

    /** So many bytes, or what there is of them; read ahead, for most heads are close to each other. */
    private ByteBuffer at(long at, int length) throws IOException {
        if (at < windowAt || at + length > windowAt + window.length) {
            byte[] read = new byte[Math.max(WINDOW, length)];
            in.seek(at);
            int there = Math.max(0, in.read(read));
            window = there == read.length ? read : Arrays.copyOf(read, there);
            windowAt = at;
        }
        int from = (int) (at - windowAt);
        return ByteBuffer.wrap(window, from, Math.min(length, window.length - from))
                .slice();
    }
}
