package io.aula.courses.captions.file;

import io.aula.media.captions.Note;
import io.aula.platform.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads SubRip and WebVTT (W3C, sections 4 and 6) line by line, as forgiving as players are: a cue without text is left out
 * and the rest is read, comments are kept apart, styles are left out, and in SubRip a blank line within a cue does not end it.
 */
public final class CaptionFileReader {
    private static final String VTT = "WEBVTT";
    private static final String NOTE = "NOTE";

    private final List<String> lines;
    private final boolean isVtt;
    private final int mostCues;
    private final List<FileCue> cues = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    /** Comments that wait for the cue they stand before. */
    private final List<List<String>> waiting = new ArrayList<>();

    private int blankCues;

    private CaptionFileReader(List<String> lines, int mostCues) {
        this.lines = lines;
        this.isVtt = lines.getFirst().startsWith(VTT);
        this.mostCues = mostCues;
    }

    public static CaptionFile read(byte[] bytes, int mostCues) {
        return new CaptionFileReader(FileText.lines(bytes), mostCues).read();
    }

    private CaptionFile read() {
        int at = isVtt ? afterBlock(0) : 0;
        while (at < lines.size()) {
            if (lines.get(at).isBlank()) {
                at++;
            } else if (isAside(at)) {
                int end = afterBlock(at);
                remember(lines.subList(at, end));
                at = end;
            } else if (Timing.isMeant(lines.get(at))) {
                Optional<Timing> timing = Timing.parse(lines.get(at));
                if (timing.isEmpty()) {
                    return new CaptionFile.Unreadable(at + 1);
                }
                at = cue(at, timing.get());
            } else {
                at++; // a cue's name or number, or what belongs to no cue
            }
            if (cues.size() > mostCues) {
                return new CaptionFile.TooManyCues(mostCues);
            }
        }
        if (cues.isEmpty() && blankCues > 0) {
            return new CaptionFile.Blank(blankCues);
        }
        note(Note.AT_THE_END);
        return new CaptionFile.Read(cues, notes);
    }

    /** Comments, styles and regions of WebVTT run to the next blank line. */
    private boolean isAside(int at) {
        String line = lines.get(at);
        boolean begins = at == 0 || lines.get(at - 1).isBlank();
        return isVtt && begins && line.matches("(NOTE|STYLE|REGION)(\\s.*)?") && !Timing.isMeant(line);
    }

    private void remember(List<String> block) {
        if (!block.getFirst().startsWith(NOTE)) {
            return;
        }
        List<String> said = Stream.concat(
                        Stream.of(block.getFirst().substring(NOTE.length())),
                        block.stream().skip(1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (!said.isEmpty()) {
            waiting.add(said);
        }
    }

    private void note(int beforeMs) {
        waiting.forEach(said -> notes.add(new Note(beforeMs, said)));
        waiting.clear();
    }

    private int afterBlock(int at) {
        int next = at;
        while (next < lines.size() && !lines.get(next).isBlank()) {
            next++;
        }
        return next;
    }

    /** @return where the next cue's lines begin */
    private int cue(int at, Timing timing) {
        int end = endOf(at + 1);
        UnaryOperator<String> plain = isVtt ? Markup::ofVtt : Markup::ofSrt;
        String text = lines.subList(at + 1, end).stream()
                .map(plain)
                .map(String::strip)
                .filter(line -> !PlainText.isInvisible(line))
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
        if (text.isEmpty()) {
            blankCues++;
        } else if (timing.endMs() > timing.startMs() && timing.endMs() <= Integer.MAX_VALUE) {
            note((int) timing.startMs());
            cues.add(new FileCue(at + 1, (int) timing.startMs(), (int) timing.endMs(), text));
        }
        return end;
    }

    /** Where the text ends that begins here: before a blank line, or in SubRip before the next cue's number and times. */
    private int endOf(int from) {
        int end = from;
        while (end < lines.size()) {
            boolean isNumbered = end > from && lines.get(end - 1).strip().matches("\\d{1,7}");
            boolean begins = isNumbered || lines.get(end - 1).isBlank();
            if (Timing.parse(lines.get(end)).isPresent() || begins && Timing.isMeant(lines.get(end))) {
                return isNumbered ? end - 1 : end;
            }
            if (isVtt && lines.get(end).isBlank()) {
                return end;
            }
            end++;
        }
        return end;
    }
}
