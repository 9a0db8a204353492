package io.aula.transcoder.ladder;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The renditions of a source, lowest first, all of one frame rate so that their segments align. */
public record Ladder(FrameRate frameRate, List<Rung> rungs) {

    private static final List<RungRequest> USUAL = List.of(
            new RungRequest(360, 700),
            new RungRequest(480, 1200),
            new RungRequest(720, 2500),
            new RungRequest(1080, 4500));
    /** A source this much larger than its best rung gets one of its own size. */
    private static final double WORTH_A_RUNG = 0.85;

    private static final int LARGEST_RUNG = 1080;

    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /** Never scales up: rungs above the source are left out, and a small source gets a rung of its own size. */
    public static Ladder of(SourceProfile source, List<RungRequest> asked) {
        int lines = Math.min(source.width(), source.height());
        List<RungRequest> requests = asked.isEmpty() ? USUAL : asked;
        List<RungRequest> fitting = requests.stream()
                .filter(request -> request.h() <= lines)
                .sorted(Comparator.comparingInt(RungRequest::h))
                .toList();
        int best = fitting.isEmpty() ? 0 : fitting.getLast().h();
        Stream<RungRequest> own = best < lines * WORTH_A_RUNG && best < LARGEST_RUNG && isBelow(lines, requests)
                ? Stream.of(new RungRequest(even(lines), ownKbps(source)))
                : Stream.empty();
        List<Rung> rungs = Stream.concat(fitting.stream(), own)
                .map(request -> rung(source, request))
                .toList();
        return new Ladder(FrameRate.near(source.framesPerSecond()), rungs);
    }

    public Rung lowest() {
        return rungs.getFirst();
    }

    /** What is left for the second pass. */
    public List<Rung> others() {
        return rungs.subList(1, rungs.size());
    }

    /** A job that asks for less than the source's size means it: only below its top a rung is added. */
    private static boolean isBelow(int lines, List<RungRequest> requests) {
        return requests.stream().anyMatch(request -> request.h() > lines);
    }

    private static Rung rung(SourceProfile source, RungRequest request) {
        int lines = Math.max(2, request.h());
        int shorter = Math.min(source.width(), source.height());
        int longer = Math.max(source.width(), source.height());
        int other = (int) Math.max(2, 2 * Math.round(longer * (double) lines / shorter / 2));
        return source.width() >= source.height()
                ? new Rung(lines, other, lines, request.kbps())
                : new Rung(lines, lines, other, request.kbps());
    }

    private static int ownKbps(SourceProfile source) {
        double share = (double) source.width() * source.height() / (640 * 360);
        return (int) Math.clamp(Math.round(700 * share), 150, 4500);
    }

    private static int even(int size) {
        return Math.max(2, size - size % 2);
    }
}
