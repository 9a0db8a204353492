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
    /** A rung larger than this share of the source is not worth having beside one of the source's own size. */
    private static final double WORTH_A_RUNG = 0.85;

    private static final int LARGEST_RUNG = 1080;

    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /** Never scales up: rungs above the source are left out, and the top one has the source's own size. */
    public static Ladder of(Picture source, List<RungRequest> asked) {
        int lines = Math.min(source.width(), source.height());
        List<RungRequest> requests = asked.isEmpty() ? USUAL : asked;
        List<RungRequest> fitting = requests.stream()
                .filter(request -> request.h() <= lines)
                .sorted(Comparator.comparingInt(RungRequest::h))
                .toList();
        boolean isOwn = isBelow(lines, requests)
                && (fitting.isEmpty() || fitting.getLast().h() < even(lines))
                && lines < LARGEST_RUNG;
        Stream<Rung> usual = fitting.stream()
                .filter(request -> !isOwn || request.h() < lines * WORTH_A_RUNG)
                .map(request -> rung(source, request));
        Stream<Rung> own = isOwn ? Stream.of(own(source)) : Stream.empty();
        return new Ladder(
                FrameRate.of(source.framesPerSecond()),
                Stream.concat(usual, own).toList());
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

    private static Rung own(Picture source) {
        int width = even(source.width());
        int height = even(source.height());
        return new Rung(Math.min(width, height), width, height, ownKbps(source));
    }

    private static Rung rung(Picture source, RungRequest request) {
        int lines = Math.max(2, request.h());
        int shorter = Math.min(source.width(), source.height());
        int longer = Math.max(source.width(), source.height());
        int other = (int) Math.max(2, 2 * Math.round(longer * (double) lines / shorter / 2));
        return source.width() >= source.height()
                ? new Rung(lines, other, lines, request.kbps())
                : new Rung(lines, lines, other, request.kbps());
    }

    private static int ownKbps(Picture source) {
        double share = (double) source.width() * source.height() / (640 * 360);
        return (int) Math.clamp(Math.round(700 * share), 150, 4500);
    }

    private static int even(int size) {
        return Math.max(2, size - size % 2);
    }
}
