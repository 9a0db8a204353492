package io.aula.courses.captions.file;

/**
 * A cue as a file has it.
 *
 * @param line of its times, from 1
 * @param text its lines, parted by a line feed; none is blank
 */
public record FileCue(int line, int startMs, int endMs, String text) {

    FileCue until(int end) {
        return new FileCue(line, startMs, end, text);
    }

    FileCue and(FileCue other) {
        return new FileCue(line, startMs, Math.max(endMs, other.endMs), text + "\n" + other.text);
    }
}
