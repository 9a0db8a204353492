package io.aula.media.captions;

import java.util.List;
import java.util.Locale;

/** Cues as WebVTT. What a line says is escaped, and a line that is empty or would end the cue is made harmless. */
public final class WebVtt {

    private static final String HEAD = "WEBVTT\n";
    /** Time 0 of the cues is time 0 of the segments (RFC 8216, 3.5). */
    private static final String CLOCK = "X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n";

    private WebVtt() {}

    /** The whole track, to play beside DASH. */
    public static String file(List<Cue> cues) {
        return file(cues, List.of());
    }

    /** The whole track, with the comments of those who work on it. */
    public static String file(List<Cue> cues, List<Note> notes) {
        StringBuilder out = new StringBuilder(HEAD);
        int noted = 0;
        for (int i = 0; i < cues.size(); i++) {
            while (noted < notes.size()
                    && notes.get(noted).beforeMs() <= cues.get(i).startMs()) {
                write(out, notes.get(noted++));
            }
            write(out, i + 1, cues.get(i));
        }
        notes.stream().skip(noted).forEach(note -> write(out, note));
        return out.toString();
    }

    /**
     * The cues that show between two times. One that crosses the border stands in both segments with the same number, times
     * and text, by which players know that it is one.
     */
    static String segment(List<Cue> cues, long fromMs, long toMs) {
        StringBuilder out = new StringBuilder(HEAD).append(CLOCK);
        for (int i = 0; i < cues.size(); i++) {
            if (cues.get(i).startMs() < toMs && cues.get(i).endMs() > fromMs) {
                write(out, i + 1, cues.get(i));
            }
        }
        return out.toString();
    }

    static String time(int ms) {
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d.%03d", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    }

    private static void write(StringBuilder out, int number, Cue cue) {
        out.append('\n').append(number).append('\n');
        out.append(time(cue.startMs()))
                .append(" --> ")
                .append(time(cue.endMs()))
                .append('\n');
        for (String line : cue.lines()) {
            out.append(escaped(line)).append('\n');
        }
    }

    /** An arrow would make the line the times of a cue. */
    private static void write(StringBuilder out, Note note) {
        String text = String.join("\n", note.lines()).replace("-->", "→");
        out.append("\nNOTE")
                .append(note.lines().size() > 1 ? '\n' : ' ')
                .append(text)
                .append('\n');
    }

    private static String escaped(String line) {
        String plain = line.replaceAll("[\\r\\n\\x00]+", " ");
        return plain.isBlank()
                ? "\u00a0"
                : plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
