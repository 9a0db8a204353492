package io.aula.identity.account;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A picture of a person that can be shown, as courses told of it in {@code image.ready}.
 *
 * @param address of its folder on this origin, with a slash at its end
 * @param widths that lie there in each format, from the least
 */
public record Photo(
        String uploadId, String address, int width, int height, List<Integer> widths, String blurHash, String color) {

    private static final List<ImageFormat> BEST_FIRST = List.of(ImageFormat.AVIF, ImageFormat.WEBP, ImageFormat.JPEG);

    public Photo {
        widths = List.copyOf(widths);
        if (widths.isEmpty()) {
            throw new IllegalArgumentException("a photo without a file");
        }
    }

    /** @param wanted at least so wide, where there is one */
    Image at(int wanted, ImageFormat format) {
        int chosen = widths.stream().filter(each -> each >= wanted).findFirst().orElse(widths.getLast());
        return new Image(
                address + chosen + "." + format.extension(),
                chosen,
                Math.max(1, Math.round(chosen * (float) height / width)),
                blurHash,
                color,
                BEST_FIRST.stream()
                        .map(each -> new Image.Source(each.type(), srcSet(each)))
                        .toList());
    }

    private String srcSet(ImageFormat format) {
        return widths.stream()
                .map(each -> address + each + "." + format.extension() + " " + each + "w")
                .collect(Collectors.joining(", "));
    }
}
