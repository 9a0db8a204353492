package io.aula.transcoder.packaging;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a fragmented file while the muxer is still writing it, and writes each complete fragment as a segment file
 * beside an {@code init.mp4}. Files are renamed into place, so a segment that exists is whole.
 */
public final class SegmentCutter implements AutoCloseable {

    private static final byte[] BRANDS = {
        0, 0, 0, 32, 'f', 't', 'y', 'p', 'i', 's', 'o', '6', 0, 0, 0, 0, 'i', 's', 'o', '6', 'c', 'm', 'f', 'c', 'd',
        'a', 's', 'h', 'm', 'p', '4', '1'
    };
    private static final byte[] SEGMENT_TYPE = {
        0, 0, 0, 24, 's', 't', 'y', 'p', 'm', 's', 'd', 'h', 0, 0, 0, 0, 'm', 's', 'd', 'h', 'm', 's', 'i', 'x'
    };
    private static final long LARGEST_BOX = 512L << 20;

    private final RandomAccessFile in;
    private final Path folder;
    private final int firstNumber;
    private final long offsetNanos;
    private long position;
    private int written;
    private long compositionShift;
    private long firstStart;
    private @Nullable TrackInfo track;
    private byte @Nullable [] moof;

    /**
     * @param segmentsBefore how many segments an earlier run has finished; the muxer started from zero again
     * @param offsetNanos where in the video this run started
     */
    public SegmentCutter(Path muxed, Path folder, int segmentsBefore, long offsetNanos) throws IOException {
        this.in = new RandomAccessFile(muxed.toFile(), "r");
        this.folder = Files.createDirectories(folder);
        this.firstNumber = segmentsBefore + 1;
        this.offsetNanos = offsetNanos;
    }

    public Optional<TrackInfo> track() {
        return Optional.ofNullable(track);
    }

    /** Cuts what is complete by now. */
    public List<SegmentInfo> cut() throws IOException {
        List<SegmentInfo> segments = new ArrayList<>();
        byte[] head = new byte[16];
        while (position + 16 <= in.length()) {
            in.seek(position);
            in.readFully(head);
            ByteBuffer header = ByteBuffer.wrap(head);
            long size = Integer.toUnsignedLong(header.getInt(0));
            size = size == 1 ? header.getLong(8) : size;
            if (size < Boxes.HEADER || size > LARGEST_BOX) {
                throw new IOException("box of " + size + " bytes at " + position);
            }
            if (position + size > in.length()) {
                break;
            }
            take(Boxes.type(header, 0), (int) size).ifPresent(segments::add);
            position += size;
        }
        return segments;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Optional<SegmentInfo> take(String type, int size) throws IOException {
        switch (type) {
            case "moov" -> writeHeader(read(size));
            case "moof" -> moof = read(size);
            case "mdat" -> {
                return Optional.of(writeSegment(read(size)));
            }
            default -> {} // ftyp is replaced, sidx and mfra would point to offsets that no longer hold
        }
        return Optional.empty();
    }

    private byte[] read(int size) throws IOException {
        byte[] bytes = new byte[size];
        in.seek(position);
        in.readFully(bytes);
        return bytes;
    }

    private void writeHeader(byte[] moov) throws IOException {
        if (track != null) {
            return;
        }
        track = TrackHeader.read(folder.getFileName().toString(), ByteBuffer.wrap(moov));
        write("init.mp4", BRANDS, InitSegment.clean(moov));
    }

    private SegmentInfo writeSegment(byte[] mdat) throws IOException {
        if (moof == null || track == null) {
            throw new IOException("media without a fragment header");
        }
        MovieFragment fragment = new MovieFragment(ByteBuffer.wrap(moof));
        if (written == 0) {
            compositionShift = fragment.firstCompositionOffset();
            firstStart = fragment.start();
        }
        int number = firstNumber + written;
        long start = fragment.start() - firstStart + Math.round(offsetNanos / 1e9 * track.timescale());
        fragment.conform(number, start, compositionShift);
        SegmentInfo segment = new SegmentInfo(
                number, start, fragment.duration(), (long) SEGMENT_TYPE.length + moof.length + mdat.length);
        write(segment.fileName(), SEGMENT_TYPE, moof, mdat);
        written++;
        moof = null;
        return segment;
    }

    private void write(String name, byte[]... parts) throws IOException {
        Path temporary = folder.resolve(name + ".part");
        try (var out = Files.newOutputStream(temporary)) {
            for (byte[] part : parts) {
                out.write(part);
            }
        }
        Files.move(
                temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
