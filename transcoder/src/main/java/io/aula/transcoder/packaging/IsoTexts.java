package io.aula.transcoder.packaging;

import io.aula.media.captions.TextTrack.Markup;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The timed text of an ISO or QuickTime file: 3GPP's (3GPP TS 26.245), QuickTime's older kind, and WebVTT (ISO/IEC 14496-30).
 * A track that cannot be read is none; a sample that cannot be read is left out.
 */
public final class IsoTexts {

    private static final Set<String> HANDLERS = Set.of("text", "sbtl", "subt");
    private static final int ALL_FORCED = 0x80000000;

    private final RandomAccessFile in;
    private final ByteBuffer moov;
    private final long movieTimescale;
    private int room = SourceText.LARGEST_ALL;

    private IsoTexts(RandomAccessFile in, ByteBuffer moov) throws IOException {
        this.in = in;
        this.moov = moov;
        int mvhd = Boxes.find(moov, 0, moov.capacity(), "moov", "mvhd");
        this.movieTimescale = Integer.toUnsignedLong(moov.getInt(mvhd + (moov.get(mvhd + 8) == 1 ? 28 : 20)));
    }

    public static List<SourceText> read(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            Optional<ByteBuffer> moov = IsoMovie.moov(in);
            return moov.isPresent() ? new IsoTexts(in, moov.get()).tracks() : List.of();
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private List<SourceText> tracks() {
        List<int[]> all = Boxes.children(moov, Boxes.HEADER, moov.capacity(), "trak");
        Set<Integer> chapters = new HashSet<>();
        all.forEach(track -> chapters.addAll(chaptersOf(track)));
        List<SourceText> texts = new ArrayList<>();
        for (int[] track : all.subList(0, Math.min(all.size(), SourceText.MOST_TRACKS))) {
            try {
                track(track[0], track[1], chapters).ifPresent(texts::add);
            } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
                // This one cannot be read; the others may.
            }
        }
        return texts;
    }

    /** A track of text may be the table of contents of another track. */
    private List<Integer> chaptersOf(int[] track) {
        List<Integer> ids = new ArrayList<>();
        try {
            int chap = Boxes.find(moov, track[0], track[1], "trak", "tref", "chap");
            for (int at = chap + Boxes.HEADER; at + 4 <= chap + moov.getInt(chap); at += 4) {
                ids.add(moov.getInt(at));
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            // It has none.
        }
        return ids;
    }

    private Optional<SourceText> track(int from, int to, Set<Integer> chapters) throws IOException {
        int tkhd = Boxes.find(moov, from, to, "trak", "tkhd");
        int mdhd = Boxes.find(moov, from, to, "trak", "mdia", "mdhd");
        int hdlr = Boxes.find(moov, from, to, "trak", "mdia", "hdlr");
        int id = moov.getInt(tkhd + (moov.get(tkhd + 8) == 1 ? 28 : 20));
        if (!HANDLERS.contains(Boxes.type(moov, hdlr + 12)) || chapters.contains(id)) {
            return Optional.empty();
        }
        int stbl = Boxes.find(moov, from, to, "trak", "mdia", "minf", "stbl");
        int stsd = Boxes.find(moov, stbl, stbl + moov.getInt(stbl), "stbl", "stsd");
        String kind = Boxes.type(moov, stsd + 16);
        if (!Set.of("tx3g", "text", "wvtt").contains(kind)) {
            return Optional.empty();
        }
        boolean isForced = "tx3g".equals(kind) && (moov.getInt(stsd + 32) & ALL_FORCED) != 0;
        boolean isLong = moov.get(mdhd + 8) == 1;
        long timescale = Integer.toUnsignedLong(moov.getInt(mdhd + (isLong ? 28 : 20)));
        if (timescale == 0) {
            return Optional.empty();
        }
        return Optional.of(new SourceText(
                IsoMovie.language(moov.getShort(mdhd + (isLong ? 40 : 28))),
                (moov.getInt(tkhd + 8) & 1) != 0,
                isForced,
                "wvtt".equals(kind) ? Markup.VTT : Markup.NONE,
                cues(new IsoSamples(moov, stbl), kind, timescale, shift(from, to, timescale))));
    }

    /** By how much the edit list (ISO/IEC 14496-12, 8.6.6) moves the track: what is empty before it, what of it is left out. */
    private long shift(int from, int to, long timescale) {
        try {
            int elst = Boxes.find(moov, from, to, "trak", "edts", "elst");
            boolean isLong = moov.get(elst + 8) == 1;
            long empty = 0;
            for (int i = 0; i < moov.getInt(elst + 12); i++) {
                int at = elst + 16 + i * (isLong ? 20 : 12);
                long lasts = isLong ? moov.getLong(at) : Integer.toUnsignedLong(moov.getInt(at));
                long begins = isLong ? moov.getLong(at + 8) : moov.getInt(at + 4);
                if (begins >= 0) {
                    return nanos(empty, movieTimescale) - nanos(begins, timescale);
                }
                empty += lasts;
            }
            return 0;
        } catch (IOException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    private List<SourceText.Cue> cues(IsoSamples samples, String kind, long timescale, long shift) throws IOException {
        List<SourceText.Cue> cues = new ArrayList<>();
        while (samples.next() && samples.count() <= SourceText.MOST_SAMPLES) {
            int size = samples.size();
            if (size < 3 || size > SourceText.LARGEST_SAMPLE || size > room || samples.at() + size > in.length()) {
                continue;
            }
            room -= size;
            byte[] sample = new byte[size];
            in.seek(samples.at());
            in.readFully(sample);
            long start = nanos(samples.time(), timescale) + shift;
            long end = nanos(samples.time() + samples.lasts(), timescale) + shift;
            ByteBuffer bytes = ByteBuffer.wrap(sample);
            List<String> texts = "wvtt".equals(kind) ? vtt(bytes) : List.of(counted(bytes, kind));
            texts.stream()
                    .filter(text -> !text.isBlank())
                    .forEach(text -> cues.add(new SourceText.Cue(start, end, text)));
        }
        return cues;
    }

    /** Its length in two bytes, the text, and boxes with styles, which are passed over. */
    private static String counted(ByteBuffer sample, String kind) {
        int length = Short.toUnsignedInt(sample.getShort());
        if (length > sample.remaining()) {
            return "";
        }
        ByteBuffer text = sample.slice(2, length);
        int mark = length >= 2 ? Short.toUnsignedInt(text.getShort(0)) : 0;
        if (mark == 0xFEFF || mark == 0xFFFE) {
            return StandardCharsets.UTF_16.decode(text).toString();
        }
        return SourceText.decoded(text, "text".equals(kind) ? "x-MacRoman" : "windows-1252");
    }

    /** A box for each cue that shows, with its text in another; an empty box where nothing shows. */
    private static List<String> vtt(ByteBuffer sample) {
        List<String> texts = new ArrayList<>();
        for (int[] cue : Boxes.children(sample, 0, sample.capacity(), "vttc")) {
            for (int[] text : Boxes.children(sample, cue[0] + Boxes.HEADER, cue[1], "payl")) {
                int from = text[0] + Boxes.HEADER;
                texts.add(SourceText.decoded(sample.slice(from, text[1] - from), "windows-1252"));
            }
        }
        return texts;
    }

    private static long nanos(long ticks, long timescale) {
        return timescale == 0 ? 0 : Math.round(ticks * 1e9 / timescale);
    }
}
