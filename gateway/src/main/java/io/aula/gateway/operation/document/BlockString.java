package io.aula.gateway.operation.document;

import java.util.List;

/** What a block string means: the indentation its lines share and blank lines at its ends are not part of it. */
final class BlockString {

    private BlockString() {}

    static String value(String raw) {
        var lines = List.of(raw.split("\r\n|\n|\r", -1));
        var common = lines.stream()
                .skip(1)
                .filter(line -> !isBlank(line))
                .mapToInt(BlockString::indentation)
                .min()
                .orElse(0);
        var from = 0;
        var to = lines.size();
        while (from < to && isBlank(lines.get(from))) {
            from++;
        }
        while (to > from && isBlank(lines.get(to - 1))) {
            to--;
        }
        var value = new StringBuilder(raw.length());
        for (var i = from; i < to; i++) {
            var line = lines.get(i);
            value.append(i == from ? "" : "\n").append(i == 0 ? line : line.substring(Math.min(common, line.length())));
        }
        return value.toString();
    }

    private static boolean isBlank(String line) {
        return indentation(line) == line.length();
    }

    private static int indentation(String line) {
        var i = 0;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }
}
