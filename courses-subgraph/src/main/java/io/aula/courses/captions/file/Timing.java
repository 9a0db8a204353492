package io.aula.courses.captions.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line of a cue that says from when to when it shows, with a point or a comma before the thousandths. */
record Timing(long startMs, long endMs) {
    private static final String TIME = "(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{1,2})(?:[.,](\\d{1,6}))?";
    private static final Pattern LINE = Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s.*)?");
    private static final Pattern MEANT = Pattern.compile("^\\s*\\d{1,4}[:.,]\\d.*-->|-->\\s*\\d{1,4}[:.,]\\d");

    /** An arrow beside something like a clock: code and remarks have arrows too. */
    static boolean isMeant(String line) {
        return MEANT.matcher(line).find();
    }

    static Optional<Timing> parse(String line) {
        Matcher found = LINE.matcher(line);
        return found.matches() ? Optional.of(new Timing(time(found, 1), time(found, 5))) : Optional.empty();
    }

    private static long time(Matcher found, int group) {
        String hours = found.group(group);
        long seconds = (hours == null ? 0 : Long.parseLong(hours) * 3600)
                + Long.parseLong(found.group(group + 1)) * 60
                + Long.parseLong(found.group(group + 2));
        String fraction = found.group(group + 3);
        return seconds * 1000 + (fraction == null ? 0 : Math.round(Double.parseDouble("0." + fraction) * 1000));
    }
}
