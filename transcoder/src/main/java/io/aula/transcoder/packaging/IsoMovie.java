package io.aula.transcoder.packaging;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the header of an ISO or QuickTime file (ISO/IEC 14496-12) says of its tracks, read by ourselves: the demuxer keeps
 * to itself how long each track claims to be, and whether it is on.
 *
 * @param nanos length of the whole; 0 when it does not say
 * @param length where that is kept
 */
public record IsoMovie(long nanos, Length length, List<Track> tracks) {

    private static final String HEADER = "moov";
    /** What may stand beside it. */
    private static final Set<String> AT_THE_TOP = Set.of(
            HEADER, "ftyp", "styp", "mdat", "wide", "free", "skip", "pnot", "uuid", "sidx", "ssix", "moof", "mfra",
            "meta", "prft", "emsg", "pdin", "udta", "junk", "PICT", "imda");

    /** QuickTime File Format, "Language code values". */
    private static final List<String> OLD_LANGUAGES =
            List.of("und", "fra", "deu", "ita", "nld", "swe", "spa", "dan", "por", "nor", "heb", "jpn", "ara", "fin");

    private static final int LARGEST_HEADER = 256 << 20;
    private static final int MOST_TRACKS = 64;

    /**
     * @param at where in the file the track's box begins
     * @param kind the handler's four letters: {@code vide}, {@code soun} …
     * @param language three letters of ISO 639-2, {@code und} where it does not say
     * @param nanos what the media header says
     * @param shownNanos what of it the edit list shows, gaps before it included; {@code nanos} without one
     * @param length where the media header keeps its length
     * @param pcm how its samples really lie there, where the demuxer misreads them
     */
    public record Track(
            int id,
            long at,
            String kind,
            String language,
            boolean isEnabled,
            long nanos,
            long shownNanos,
            Length length,
            Optional<QuickTimePcm> pcm) {}

    /**
     * A length in the file.
     *
     * @param at where it lies
     * @param timescale ticks a second
     */
    public record Length(long at, boolean isLong, long timescale) {

        /** The bytes that say so long there; the longest that fits is not exceeded. */
        public byte[] bytes(long nanos) {
            long ticks = Math.round(nanos / 1e9 * timescale);
            return isLong
                    ? ByteBuffer.allocate(8).putLong(ticks).array()
                    : ByteBuffer.allocate(4)
                            .putInt((int) Math.min(ticks, 0x7ffffff0L))
                            .array();
        }
    }

    /** Whether there is something to see or to hear in the track. */
    public static boolean isMedia(Track track) {
        return "soun".equals(track.kind()) || "vide".equals(track.kind());
    }

    public IsoMovie {
        tracks = List.copyOf(tracks);
    }

    /** Empty when the file has no such header, or one that cannot be read: the demuxer will then have its say. */
    public static Optional<IsoMovie> read(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            Optional<ByteBuffer> moov = moov(in);
            return moov.isPresent() ? Optional.of(read(moov.get(), header(in).at)) : Optional.empty();
        } catch (IOException | IndexOutOfBoundsException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The header's box as it lies there; empty when there is no whole one. */
    static Optional<ByteBuffer> moov(RandomAccessFile in) throws IOException {
        Box last = header(in);
        if (!HEADER.equals(last.type) || last.size > LARGEST_HEADER || last.end() > in.length()) {
            return Optional.empty();
        }
        byte[] moov = new byte[(int) last.size];
        in.seek(last.at);
        in.readFully(moov);
        return Optional.of(ByteBuffer.wrap(moov));
    }

    /**
     * Whether the file is one of boxes and goes on to its end without a whole {@code moov} (8.2.1): then it was cut, or never
     * finished.
     */
    public static boolean isWithoutHeader(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            Box last = header(in);
            return AT_THE_TOP.contains(last.type) && (!HEADER.equals(last.type) || last.end() > in.length());
        }
    }

    private record Box(String type, long at, long size) {

        long end() {
            return at + size;
        }
    }

    /** The header's box, or the last one that can be found. */
    private static Box header(RandomAccessFile in) throws IOException {
        byte[] head = new byte[16];
        Box box = new Box("", 0, 0);
        while (!HEADER.equals(box.type) && box.end() + Boxes.HEADER <= in.length()) {
            in.seek(box.end());
            int there = in.read(head);
            ByteBuffer start = ByteBuffer.wrap(head);
            long size = Integer.toUnsignedLong(start.getInt(0));
            size = size == 1 && there == head.length ? start.getLong(8) : size;
            // None: it goes on to the end of the file.
            size = size == 0 ? in.length() - box.end() : size;
            box = new Box(Boxes.type(start, 0), box.end(), size);
            if (size < Boxes.HEADER || !AT_THE_TOP.contains(box.type)) {
                return new Box("", box.at, 0);
            }
        }
        return box;
    }

    private static IsoMovie read(ByteBuffer moov, long offset) throws IOException {
        int end = moov.capacity();
        int mvhd = Boxes.find(moov, 0, end, "moov", "mvhd");
        boolean isLong = moov.get(mvhd + 8) == 1;
        long timescale = Integer.toUnsignedLong(moov.getInt(mvhd + (isLong ? 28 : 20)));
        int durationAt = mvhd + (isLong ? 32 : 24);
        long nanos = nanos(duration(moov, durationAt, isLong), timescale);
        List<Track> tracks = new ArrayList<>();
        for (int at = Boxes.HEADER; at + Boxes.HEADER <= end && tracks.size() < MOST_TRACKS; ) {
            int size = moov.getInt(at);
            if (size < Boxes.HEADER || at + size > end) {
                break;
            }
            if ("trak".equals(Boxes.type(moov, at))) {
                tracks.add(track(moov, at, at + size, timescale, offset));
            }
            at += size;
        }
        return new IsoMovie(nanos, new Length(offset + durationAt, isLong, timescale), tracks);
    }

    private static Track track(ByteBuffer moov, int from, int to, long movieTimescale, long offset) throws IOException {
        int tkhd = Boxes.find(moov, from, to, "trak", "tkhd");
        int mdhd = Boxes.find(moov, from, to, "trak", "mdia", "mdhd");
        int hdlr = Boxes.find(moov, from, to, "trak", "mdia", "hdlr");
        boolean isLong = moov.get(mdhd + 8) == 1;
        long timescale = Integer.toUnsignedLong(moov.getInt(mdhd + (isLong ? 28 : 20)));
        int durationAt = mdhd + (isLong ? 32 : 24);
        long nanos = nanos(duration(moov, durationAt, isLong), timescale);
        return new Track(
                moov.getInt(tkhd + (moov.get(tkhd + 8) == 1 ? 28 : 20)),
                offset + from,
                Boxes.type(moov, hdlr + 12),
                language(moov.getShort(durationAt + (isLong ? 8 : 4))),
                (moov.getInt(tkhd + 8) & 1) != 0,
                nanos,
                shown(moov, from, to, movieTimescale, nanos),
                new Length(offset + durationAt, isLong, timescale),
                QuickTimePcm.of(moov, from, to, offset));
    }

    /** The sum of the edit list (8.6.6), its empty edits included. */
    private static long shown(ByteBuffer moov, int from, int to, long timescale, long nanos) {
        try {
            int elst = Boxes.find(moov, from, to, "trak", "edts", "elst");
            boolean isLong = moov.get(elst + 8) == 1;
            int count = moov.getInt(elst + 12);
            long sum = 0;
            for (int i = 0; i < count && i < 100_000; i++) {
                sum += duration(moov, elst + 16 + i * (isLong ? 20 : 12), isLong);
            }
            return sum == 0 ? nanos : nanos(sum, timescale);
        } catch (IOException e) {
            return nanos;
        }
    }

    /** All ones mean unknown. */
    private static long duration(ByteBuffer in, int at, boolean isLong) {
        long value = isLong ? in.getLong(at) : Integer.toUnsignedLong(in.getInt(at));
        return value < 0 || value == 0xffffffffL ? 0 : value;
    }

    private static long nanos(long ticks, long timescale) {
        return timescale == 0 ? 0 : Math.round(ticks * 1e9 / timescale);
    }

    /** Three letters of five bits each (8.4.2.3), or one of QuickTime's old numbers; its 0, English, others write for none. */
    static String language(short packed) {
        if (packed > 0 && packed < OLD_LANGUAGES.size()) {
            return OLD_LANGUAGES.get(packed);
        }
        StringBuilder letters = new StringBuilder();
        for (int shift = 10; shift >= 0; shift -= 5) {
            int letter = packed >> shift & 31;
            if (packed < 0x400 || letter < 1 || letter > 26) {
                return "und";
            }
            letters.append((char) ('a' + letter - 1));
        }
        return letters.toString();
    }
}
