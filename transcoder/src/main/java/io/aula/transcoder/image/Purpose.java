package io.aula.transcoder.image;

import java.util.ArrayList;
import java.util.List;

/** What a picture is for: its shape, and the widths it is wanted in. */
public enum Purpose {
    COVER(16, 9, List.of(160, 320, 640, 960, 1280, 1920)),
    AVATAR(1, 1, List.of(48, 96, 192, 384)),
    /** As wide and high as the video, or whatever was sent. */
    POSTER(0, 0, List.of(160, 320, 640, 960, 1280, 1920));

    private final int across;
    private final int down;
    private final List<Integer> widths;

    Purpose(int across, int down, List<Integer> widths) {
        this.across = across;
        this.down = down;
        this.widths = widths;
    }

    /** The largest part in the middle of the given one that has this shape. */
    Part shaped(Part part) {
        if (across == 0) {
            return part;
        }
        int width = Math.min(part.width(), (int) Math.round(part.height() * (double) across / down));
        int height = Math.min(part.height(), (int) Math.round(width * (double) down / across));
        int safeWidth = Math.max(1, width);
        int safeHeight = Math.max(1, height);
        return new Part(
                part.left() + (part.width() - safeWidth) / 2,
                part.top() + (part.height() - safeHeight) / 2,
                safeWidth,
                safeHeight);
    }

    /** Nothing is made larger than it came, so the last is the picture's own width where that is less than the widest. */
    List<Integer> widthsUpTo(int width) {
        int widest = Math.min(width, widths.getLast());
        List<Integer> chosen =
                new ArrayList<>(widths.stream().filter(each -> each < widest).toList());
        chosen.add(widest);
        return List.copyOf(chosen);
    }

    /** A part of a picture, in pixels. */
    record Part(int left, int top, int width, int height) {}
}
