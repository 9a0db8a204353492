package io.aula.courses.captions.file;

import java.util.List;
import java.util.Locale;

/** Writes SubRip, which has no escapes: what would be read as the times of a cue is written with another arrow. */
public final class SubRip {
    private SubRip() {}

    public static String of(List<FileCue> cues) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < cues.size(); i++) {
            FileCue cue = cues.get(i);
            out.append(i + 1)
                    .append('\n')
                    .append(time(cue.startMs()))
                    .append(" --> ")
                    .append(time(cue.endMs()))
                    .append('\n')
                    .append(cue.text().replace("-->", "→"))
                    .append("\n\n");
        }
        return out.toString();
    }

    private static String time(int ms) {
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d,%03d", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    }
}
