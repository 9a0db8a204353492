package io.aula.transcoder.image;

import io.aula.transcoder.image.Purpose.Part;
import io.aula.transcoder.image.Vips.Header;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/** One picture, from the file that came to its ladder. Each step is a file that the next one reads. */
final class ImageMaker {

    private static final long MOST_PIXELS = 100_000_000;
    private static final int LEAST_SIDE = 16;
    /** Of what is worked with: enough for a crop of a fifth that fills a screen. */
    private static final int WORKING_SIDE = 4096;

    private static final int TINY_WIDTH = 32;
    private static final int RGB = 3;

    private final ImageRequest request;
    private final Path source;
    private final Path output;
    private final Path scratch;
    private final Vips vips;

    ImageMaker(ImageRequest request) throws IOException {
        this.request = request;
        this.source = Path.of(request.source());
        this.output = Files.createDirectories(Path.of(request.output()));
        this.scratch = Files.createDirectories(output.resolveSibling("steps"));
        this.vips = Vips.forOwn(scratch);
    }

    ImageEvent.Made make() throws IOException, InterruptedException, UnusableImageException {
        ImageKind kind = ImageKind.of(source);
        Vips careful = Vips.forStrangers(scratch);
        try {
            Header header = careful.header(source);
            admit(kind, header);
            return ladder(cropped(careful, header));
        } catch (Vips.RefusedException e) {
            throw new UnusableImageException(kind == ImageKind.HEIC ? ImageFinding.HEIC : ImageFinding.DAMAGED);
        }
    }

    /** By what the header says: a file of a few kilobytes may unfold to gigabytes. */
    private static void admit(ImageKind kind, Header header) throws UnusableImageException {
        if (!header.loader().equals(kind.loader())) {
            throw new UnusableImageException(ImageFinding.NOT_A_PICTURE);
        }
        if ((long) header.width() * header.height() > MOST_PIXELS) {
            throw new UnusableImageException(ImageFinding.TOO_LARGE);
        }
        if (Math.min(header.width(), header.height()) < LEAST_SIDE) {
            throw new UnusableImageException(ImageFinding.TOO_SMALL);
        }
    }

    /** Upright as its camera was held, in sRGB whatever inks it was made for, on a background, and what was chosen of it. */
    private Path cropped(Vips careful, Header header) throws IOException, InterruptedException, Vips.RefusedException {
        Path upright = step("upright.v");
        // Turns by EXIF, and goes from the file's own profile to sRGB.
        List<Object> words = new ArrayList<>(List.of(source, upright, WORKING_SIDE, "--height", WORKING_SIDE));
        words.addAll(List.of("--size", "down", "--export-profile", "srgb", "--fail-on", "truncated"));
        if (header.interpretation().equals("cmyk")) {
            words.addAll(List.of("--import-profile", "cmyk"));
        } else if (header.bands() >= RGB) {
            // Without it a file that has no profile would go through another space, and its blues turn violet.
            words.addAll(List.of("--import-profile", "srgb"));
        }
        careful.run("thumbnail", words.toArray());
        Path rgb = step("rgb.v");
        vips.run("colourspace", upright, rgb, "srgb");
        Path flat = vips.header(rgb).bands() > RGB ? flattened(rgb) : rgb;
        Header whole = vips.header(flat);
        Part part = request.purpose().shaped(request.crop().of(whole.width(), whole.height()));
        // A form that holds pixels and nothing else: no place, no camera, no name gets past it, whatever the formats
        // keep.
        Path cropped = step("cropped.ppm");
        vips.run("extract_area", flat, cropped, part.left(), part.top(), part.width(), part.height());
        Files.delete(upright);
        Files.delete(rgb);
        Files.deleteIfExists(flat);
        return cropped;
    }

    private Path flattened(Path rgba) throws IOException, InterruptedException, Vips.RefusedException {
        Path flat = step("flat.v");
        vips.run("flatten", rgba, flat, "--background", background());
        return flat;
    }

    private ImageEvent.Made ladder(Path cropped) throws IOException, InterruptedException, Vips.RefusedException {
        Header header = vips.header(cropped);
        List<Integer> widths = request.purpose().widthsUpTo(header.width());
        for (int width : widths) {
            Path resized = resized(cropped, width, step(width + ".v"));
            vips.run(
                    "jpegsave",
                    resized,
                    output.resolve(width + ".jpg"),
                    "--Q",
                    82,
                    "--optimize-coding",
                    "--interlace",
                    "--strip");
            vips.run("webpsave", resized, output.resolve(width + ".webp"), "--Q", 80, "--effort", 4, "--strip");
            vips.run(
                    "heifsave",
                    resized,
                    output.resolve(width + ".avif"),
                    "--Q",
                    55,
                    "--compression",
                    "av1",
                    "--effort",
                    2,
                    "--strip");
            Files.delete(resized);
        }
        Path tiny = resized(cropped, Math.min(TINY_WIDTH, header.width()), step("tiny.png"));
        BufferedImage small = Objects.requireNonNull(ImageIO.read(tiny.toFile()), "libvips wrote no PNG");
        return new ImageEvent.Made(header.width(), header.height(), widths, BlurHash.of(small), BlurHash.color(small));
    }

    private Path resized(Path from, int width, Path to)
            throws IOException, InterruptedException, Vips.RefusedException {
        vips.run("thumbnail", from, to, width, "--height", 10_000, "--size", "down", "--no-rotate");
        return to;
    }

    private String background() {
        int rgb = Integer.parseInt(request.background().substring(1), 16);
        return (rgb >> 16) + " " + (rgb >> 8 & 255) + " " + (rgb & 255);
    }

    private Path step(String name) {
        return scratch.resolve(name);
    }
}
